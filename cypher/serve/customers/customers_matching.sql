-- Open customers whose name or id contains a text; those where either begins with it come first.
-- :text         the text, as `search_key` makes it
-- :kind         only of this kind; '' for all
-- :tag_id       only holders of this tag; '' for all
-- :grade        only holders in this grade; '' for all
-- :for_marketing  whether to leave out customers who refused to be approached
-- :run_id       the run in which they hold it
-- :after_place  only after this place and id: -1 and '' to begin with
-- :after_id     see above
-- :limit        at most so many
-- Index: customer_search from three characters on, linear in the matches; a scan for shorter ones.
-- Example: {"text": "acme", "kind": "", "tag_id": "", "grade": "",
--           "for_marketing": 0, "run_id": 1, "after_place": -1, "after_id": "", "limit": 50}
WITH pattern AS (
    SELECT '*' || replace(replace(replace(:text, '[', '[[]'), '*', '[*]'), '?', '[?]') || '*'
        AS glob
), found AS (
    SELECT rowid AS customer_no FROM customer_search
    WHERE length(:text) >= 3 AND search_text GLOB (SELECT glob FROM pattern)
    UNION ALL
    SELECT customer_no FROM customers
    WHERE length(:text) < 3 AND instr(search_text, :text) > 0
), placed AS (
    SELECT c.*, iif(instr(char(10) || c.search_text, char(10) || :text), 0, 1) AS place
    FROM found JOIN customers c ON c.customer_no = found.customer_no
)
SELECT c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, c.place
FROM placed c
WHERE c.closed_on IS NULL AND (:kind = '' OR c.kind = :kind)
    AND (NOT :for_marketing OR c.marketing_consent IS NOT 0)
    AND (c.place, c.customer_id) > (:after_place, :after_id)
    AND (:tag_id = '' OR EXISTS (
        SELECT 1 FROM holdings h
        WHERE h.customer_no = c.customer_no AND h.tag_id = :tag_id
            AND (:grade = '' OR h.grade = :grade)
            AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)))
ORDER BY c.place, c.customer_id LIMIT :limit;
