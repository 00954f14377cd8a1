// What exposures `e` add up to: drawn, undrawn, counted for limits, loans, and what is overdue.
// $factors  by kind what part of what is not drawn counts
// $on       the day on which an exposure may be overdue
sum(
    // include drawn
    ) AS drawn,
sum(
    // include undrawn
    ) AS undrawn,
sum(
    // include counted
    ) AS counted,
sum(CASE WHEN e.kind IN ['loan', 'mortgage', 'credit_line'] THEN
    // include drawn
    ELSE 0.0 END) AS loans,
sum(CASE WHEN
    // include is_overdue
    THEN
    // include drawn
    ELSE 0.0 END) AS overdue
