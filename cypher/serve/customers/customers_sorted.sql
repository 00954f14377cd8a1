-- Open customers by name or by an amount: all, or those in whose texts words are found.
-- :words                 for each word its needles, one of which must be found: JSON
-- :numbers               customers who are asked for whatever is found, a JSON list
-- :everybody             whether all customers are asked for, without words or numbers
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
-- :sort                  by what: 'name', 'assets' or 'exposure'; who has no such amount comes last
-- :descending            whether the highest come first
-- :currency              the currency of exposures
-- :factors               by kind what part of what is not drawn counts, JSON
-- :after_rank            only after this rank (0: has an amount, 1: has none; -1: begin)
-- :after_amount          and this amount, negative where the highest come first
-- :after_name            and this name
-- :after_id              and this id
-- :limit                 at most so many
-- Index: customer_search; linear in the customers found, or in all.
-- Example: {"words": "[[\"上海\"]]", "numbers": "[]", "everybody": 0, "kind": "",
--           "relationship_manager": "", "branch": "", "region": "", "industry": "", "is_client":
--           "", "tag_id": "", "grade": "", "consent": "", "today": "2025-12-31", "run_id": 1,
--           "sort": "assets", "descending": 1, "currency": "CNY", "factors": "{}", "after_rank":
--           -1, "after_amount": 0.0, "after_name": "", "after_id": "", "limit": 50}
WITH asked AS (
    SELECT group_concat('(' || needles || ')', ' AND ') AS expression FROM (
        SELECT group_concat('"' || replace(needle.value || '"', '*"', '"*'), ' OR ') AS needles
        FROM json_each(:words) AS word, json_each(word.value) AS needle
        GROUP BY word.key)
), wanted AS (
    SELECT rowid AS customer_no FROM customer_search
    WHERE NOT :everybody AND customer_search MATCH (SELECT expression FROM asked)
    UNION
    SELECT value FROM json_each(:numbers)
    UNION ALL
    SELECT c.customer_no FROM customers c
    WHERE :everybody AND :relationship_manager = '' AND
    -- include known
    UNION ALL
    SELECT c.customer_no FROM customers c
    WHERE :everybody AND :relationship_manager <> ''
        AND c.relationship_manager = :relationship_manager AND
    -- include known
), amounts AS (
    SELECT c.customer_no, CASE :sort
        WHEN 'assets' THEN
        -- include assets_of_known
        WHEN 'exposure' THEN (
            SELECT sum(
                -- include counted
                ) FROM exposures e
            WHERE e.currency = :currency AND e.closed_on IS NULL
                AND
                -- include unsettled
                AND e.customer_no IN
            -- include numbers_of_known
            )
        END * iif(:descending, -1, 1) AS amount
    FROM wanted JOIN customers c ON c.customer_no = wanted.customer_no
    WHERE c.closed_on IS NULL
        AND
        -- include found
), placed AS (
    SELECT customer_no, amount IS NULL AS rank, ifnull(amount, 0.0) AS place, amount FROM amounts
)
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    placed.amount AS amount
FROM placed JOIN customers c ON c.customer_no = placed.customer_no
WHERE
    -- include after_placed
ORDER BY placed.rank, placed.place, iif(:sort = 'name' AND NOT :descending, c.name, NULL),
    iif(:sort = 'name' AND :descending, c.name, NULL) DESC, c.customer_id LIMIT :limit;
