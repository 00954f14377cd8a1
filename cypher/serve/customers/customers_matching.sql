-- Open customers in whose search texts words are found, by their numbers.
-- :words                 for each word its needles, one of which must be found: JSON
-- :looked_up             the same as the index is asked: less may be said, and more found
-- :passed                needles of which none may be found, a JSON list
-- :left_out              numbers of customers who are not asked for, a JSON list
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :tag_id                only holders of this tag; '' for all
-- :grade                 only holders in this grade; '' for all
-- :consent               whose consent counts: opt_in, opt_out; '' names everybody
-- :today                 the day on which a consent must hold
-- :run_id                the run in which they hold it
-- :after_no              only customers of higher numbers
-- :limit                 at most so many
-- Index: customer_search, in the order of numbers until the limit is reached; linear in those
-- passed over by the filters. Of at most 5000 customers of a manager, or holders of a tag, the
-- texts are looked at instead.
-- Example: {"words": "[[\"上海\"], [\"¢yz\"]]", "looked_up": "[[\"上海\"], [\"¢yz\"]]", "passed": "[]",
--           "left_out": "[]", "kind": "", "relationship_manager": "", "branch": "", "region": "",
--           "industry": "", "is_client": "", "tag_id": "", "grade": "", "consent": "", "today":
--           "2025-12-31", "run_id": 1, "after_no": 0, "limit": 50}
WITH asked AS (
    SELECT group_concat('(' || needles || ')', ' AND ') AS expression FROM (
        SELECT group_concat('"' || replace(needle.value || '"', '*"', '"*'), ' OR ') AS needles
        FROM json_each(:looked_up) AS word, json_each(word.value) AS needle
        GROUP BY word.key)
), few AS MATERIALIZED (
    SELECT customer_no FROM (
        SELECT customer_no FROM customers
        WHERE relationship_manager = :relationship_manager LIMIT 5001)
    WHERE :relationship_manager <> ''
    UNION ALL
    SELECT customer_no FROM (SELECT customer_no FROM holdings WHERE tag_id = :tag_id LIMIT 5001)
    WHERE :relationship_manager = '' AND :tag_id <> ''
    UNION ALL
    SELECT customer_no FROM known_as
    WHERE :relationship_manager = '' AND :tag_id <> '' AND known_no IN (
        SELECT customer_no FROM holdings WHERE tag_id = :tag_id LIMIT 5001)
), way AS MATERIALIZED (
    SELECT (:relationship_manager <> '' OR :tag_id <> '')
        AND (SELECT count(*) FROM few) <= 5000 AS by_few
)
SELECT * FROM (
    SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
        c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
        NULL AS amount
    FROM customer_search CROSS JOIN customers c ON c.customer_no = customer_search.rowid
    WHERE NOT (SELECT by_few FROM way)
        AND customer_search MATCH (SELECT expression FROM asked)
        AND customer_search.rowid > :after_no
        AND (:looked_up = :words OR NOT EXISTS (
            SELECT 1 FROM json_each(:words) AS word
            WHERE NOT EXISTS (
                SELECT 1 FROM json_each(word.value) AS needle
                WHERE instr(c.search_text, ' ' || replace(needle.value || ' ', '* ', '')))))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:passed) WHERE instr(c.search_text, ' ' || replace(value || ' ', '* ', '')))
        AND c.customer_no NOT IN (SELECT value FROM json_each(:left_out))
        AND c.closed_on IS NULL
        AND
        -- include found
    ORDER BY customer_search.rowid LIMIT :limit)
UNION ALL
SELECT * FROM (
    SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
        c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
        NULL AS amount
    FROM customers c
    WHERE (SELECT by_few FROM way) AND c.customer_no IN (SELECT customer_no FROM few)
        AND c.customer_no > :after_no
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:words) AS word
            WHERE NOT EXISTS (
                SELECT 1 FROM json_each(word.value) AS needle
                WHERE instr(c.search_text, ' ' || replace(needle.value || ' ', '* ', ''))))
        AND NOT EXISTS (
            SELECT 1 FROM json_each(:passed) WHERE instr(c.search_text, ' ' || replace(value || ' ', '* ', '')))
        AND c.customer_no NOT IN (SELECT value FROM json_each(:left_out))
        AND c.closed_on IS NULL
        AND
        -- include found
    ORDER BY c.customer_no LIMIT :limit)
ORDER BY customer_no LIMIT :limit;
