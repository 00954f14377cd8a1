-- What of the exposure `e` counts for limits: what is drawn, part of what is not, less its cover.
-- :factors  by kind what part of what is not drawn counts, JSON
max(0.0,
    -- include gross
    - ifnull(e.covered, 0.0))
