// What of the exposure `e` counts for limits: what is drawn, part of what is not, less its cover.
// $factors  by kind what part of what is not drawn counts
reduce(least = 0.0, counted IN [
    // include gross
    - coalesce(e.covered, 0.0)] | CASE WHEN counted > least THEN counted ELSE least END)
