-- Notes how far a copy is; from the first note on the store is not whole.
-- :state  the state of the store that is copied
-- :part   the part that is being copied
-- :place    from where on it is to be read
-- Index: the primary key; one row.
-- Example: {"state": "9f86d081", "part": "customers", "place": 0}
INSERT INTO copies (only_one, state, part, place) VALUES (1, :state, :part, :place)
ON CONFLICT (only_one) DO UPDATE SET
    state = excluded.state, part = excluded.part, place = excluded.place;
