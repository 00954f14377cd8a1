-- What a customer in scope holds in a run, by tag and subject.
-- :customer_id  the customer
-- :tag_id       only this tag; '' for all
-- :run_id       the run
-- Index: customers.customer_id, holdings_customer; linear in the customer's holdings ever.
-- Example: {"customer_id": "P1", "tag_id": "", "run_id": 1}
SELECT h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run
FROM customers c JOIN holdings h ON h.customer_no = c.customer_no
WHERE c.customer_id = :customer_id AND (:tag_id = '' OR h.tag_id = :tag_id)
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run) AND
    -- include in_scope
ORDER BY h.tag_id, h.subject;
