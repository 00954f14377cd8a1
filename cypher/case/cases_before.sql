-- Cases below a number, the latest first.
-- :before  only cases below this one
-- :limit   at most so many
-- Index: the primary key, backwards; linear in the limit.
-- Example: {"before": 1000000, "limit": 50}
SELECT case_no, title, strftime('%Y-%m-%dT%H:%M:%fZ', made_at / 1000.0, 'unixepoch') AS made_at,
    run_id, model, customers, bank_loss, currency
FROM cases WHERE case_no < :before ORDER BY case_no DESC LIMIT :limit;
