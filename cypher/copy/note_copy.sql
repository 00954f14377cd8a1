-- Notes how far a copy is; from the first note on the store is not whole.
-- :origin  where the store that is copied lies
-- :state   its state
-- :part    the part that is being copied
-- :place   from where on it is to be read
-- Index: the primary key; one row.
-- Example: {"origin": "sqlite:///guanxi.db", "state": "9f86d081", "part": "customers", "place": 0}
INSERT INTO copies (only_one, origin, state, part, place)
VALUES (1, :origin, :state, :part, :place)
ON CONFLICT (only_one) DO UPDATE SET
    origin = excluded.origin, state = excluded.state, part = excluded.part, place = excluded.place;
