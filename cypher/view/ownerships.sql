-- Holdings of shares and votes that are valid on a day.
-- :on  the day on which they must be valid
-- Index: none, all rows are wanted; linear in them.
-- Example: {"on": "2025-12-31"}
SELECT owner_no, owned_no, share, votes, load_no
FROM ownerships
WHERE closed_on IS NULL
    AND ifnull(from_on, '') <= :on AND (to_on IS NULL OR :on < to_on);
