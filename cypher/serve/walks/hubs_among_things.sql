-- Which of some accounts and identifiers are hubs: those that more than :most customers have.
-- :account_ids  the accounts, a JSON list
-- :identifiers  the identifiers as `kind:value`, the value normalised, a JSON list
-- :most         so many make no hub yet
-- :with_ended   whether holders and users that are closed count too
-- Index: accounts.account_id, account_holders' primary key, identifiers_normalised; linear in the
-- customers of these things, at most :most + 1 for each.
-- Example: {"account_ids": "[\"A1\"]", "identifiers": "[\"phone:100\"]", "most": 20,
--           "with_ended": false}
SELECT 'Account' AS label, a.account_id AS id
FROM accounts a
WHERE a.account_id IN (SELECT value FROM json_each(:account_ids))
    AND (SELECT count(*) FROM (
        SELECT 1 FROM account_holders h
        WHERE h.account_no = a.account_no AND (:with_ended OR h.closed_on IS NULL)
        LIMIT :most + 1)) > :most
UNION ALL
SELECT 'Identifier', asked.value
FROM json_each(:identifiers) asked
WHERE (SELECT count(*) FROM (
    SELECT 1 FROM identifiers i
    WHERE i.kind = substr(asked.value, 1, instr(asked.value, ':') - 1)
        AND i.normalised = substr(asked.value, instr(asked.value, ':') + 1)
        AND (:with_ended OR i.closed_on IS NULL)
    LIMIT :most + 1)) > :most
ORDER BY label, id;
