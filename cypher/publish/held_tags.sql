-- Tags with current holdings, catalogued or not.
-- Index: holdings_tag; linear in the holdings.
SELECT DISTINCT tag_id FROM holdings WHERE until_run IS NULL ORDER BY tag_id;
