-- The rows of those whom a decision erased, as a subquery.
-- :decision_id  the decision
SELECT customer_no FROM erasures WHERE decision_id = :decision_id
