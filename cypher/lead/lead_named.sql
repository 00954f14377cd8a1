-- One lead of a run, whatever its state, where it is in scope.
-- :tag_id       the tag
-- :customer_id  the customer
-- :subject      what it is held about, or ''
-- :run_id       the run
-- Index: customers.customer_id, holdings_customer, customer_tokens, decisions_subject; one row.
-- Example: {"tag_id": "group_gap", "customer_id": "C1", "subject": "G1", "run_id": 1}
-- include lead_row
    AND h.tag_id = :tag_id AND h.subject = :subject
    AND h.customer_no = (SELECT customer_no FROM customers WHERE customer_id = :customer_id);
