-- What exposures `e` add up to: drawn, undrawn, counted for limits, loans, and what is overdue.
-- :factors  by kind what part of what is not drawn counts, JSON
-- :on       the day on which an exposure may be overdue
sum(
    -- include drawn
    ) AS drawn,
sum(
    -- include undrawn
    ) AS undrawn,
sum(
    -- include counted
    ) AS counted,
ifnull(sum(
    -- include drawn
    ) FILTER (WHERE e.kind IN ('loan', 'mortgage', 'credit_line')), 0.0) AS loans,
ifnull(sum(
    -- include drawn
    ) FILTER (WHERE
    -- include is_overdue
    ), 0.0) AS overdue
