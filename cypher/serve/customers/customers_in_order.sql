-- Open customers by id, each under the number that it is known by.
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :consent               whose consent counts: opt_in, opt_out; '' names everybody
-- :today                 the day on which a consent must hold
-- :run_id                the run whose identities count
-- :after_id              only after this id
-- :limit                 at most so many
-- Index: customers_manager or customers_branch where one is asked for, else customers.customer_id;
-- linear in the limit, and in those passed over by the other filters.
-- Example: {"kind": "", "relationship_manager": "", "branch": "", "region": "", "industry": "",
--           "is_client": "", "consent": "", "today": "2025-12-31", "run_id": 1,
--           "after_id": "", "limit": 50}
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE :relationship_manager <> '' AND c.relationship_manager = :relationship_manager
    AND c.customer_id > :after_id AND c.closed_on IS NULL
    AND
    -- include filtered
    AND
    -- include known
    AND
    -- include approachable
UNION ALL
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE :relationship_manager = '' AND :branch <> '' AND c.branch = :branch
    AND c.customer_id > :after_id AND c.closed_on IS NULL
    AND
    -- include filtered
    AND
    -- include known
    AND
    -- include approachable
UNION ALL
SELECT c.customer_no, c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch,
    c.relationship_manager, c.former_name, c.earlier_names, c.id_number, c.search_text,
    NULL AS amount
FROM customers c
WHERE :relationship_manager = '' AND :branch = ''
    AND c.customer_id > :after_id AND c.closed_on IS NULL
    AND
    -- include filtered
    AND
    -- include known
    AND
    -- include approachable
ORDER BY customer_id LIMIT :limit;
