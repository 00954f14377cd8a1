// What of the exposure `e` counts before its cover: what is drawn, and part of what is not.
// $factors  by kind what part of what is not drawn counts
    // include drawn
    + coalesce($factors[coalesce(e.kind, 'other')], $factors.other, 0.0) * (
    // include undrawn
    )
