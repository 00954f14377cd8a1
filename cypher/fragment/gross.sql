-- What of the exposure `e` counts before its cover: what is drawn, and part of what is not.
-- :factors  by kind what part of what is not drawn counts, JSON
    -- include drawn
    + coalesce(json_extract(:factors, '$."' || e.kind || '"'), json_extract(:factors, '$.other'), 0.0) *
    -- include undrawn
