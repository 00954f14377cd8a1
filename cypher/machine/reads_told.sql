-- Entries of some instants before one, the latest first.
-- :tokens     only those that name a customer with one of these tokens, a JSON list
-- :everybody  whether all are meant, whomever they name
-- :user_id    only of this user; '' for all
-- :since      only from this instant on, in milliseconds since 1970
-- :until      only before this instant
-- :before_at  only before the entry of this instant
-- :before_no  and this number
-- :limit      at most so many
-- Index: reads_at, read_customers; linear in the limit and what is passed over.
SELECT r.entry_no, r.said, r.hash FROM reads r
WHERE r.at >= :since AND r.at < :until AND r.at <= :before_at
    AND (r.at < :before_at OR r.entry_no < :before_no)
    AND (:user_id = '' OR r.user_id = :user_id)
    AND (:everybody OR r.entry_no IN (
        SELECT c.entry_no FROM read_customers c
        WHERE c.token IN (SELECT value FROM json_each(:tokens))))
ORDER BY r.at DESC, r.entry_no DESC LIMIT :limit;
