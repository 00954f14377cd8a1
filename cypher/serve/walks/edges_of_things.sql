-- The edges from customers to some accounts, groups and identifiers, in the order of type and ends.
-- A community is no group here: its members need not know each other.
-- :account_ids  the accounts, a JSON list
-- :group_ids    the groups, a JSON list
-- :identifiers  the identifiers as `kind:value`, the value normalised, a JSON list
-- :types        the types wanted, a JSON list
-- :run_id       the run whose groups count
-- :derived      whether groups count that a run derived
-- :with_ended   whether records are wanted too that are closed
-- :limit        at most so many
-- Index: accounts.account_id, group_members' primary key, holdings_group,
-- identifiers_normalised; linear in the customers of these things.
-- Example: {"account_ids": "[\"A1\"]", "group_ids": "[]", "identifiers": "[\"phone:100\"]",
--           "types": "[\"HOLDS\", \"SHARES\"]", "run_id": 1, "derived": true,
--           "with_ended": false, "limit": 500}
SELECT type, from_label, from_id, to_label, to_id, load_no, properties, ended FROM (
    SELECT 'HOLDS' AS type, 'Customer' AS from_label, c.customer_id AS from_id,
        'Account' AS to_label, a.account_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object('role', e.role, 'closed_load', e.closed_load), ifnull(e.attributes, '{}')) AS properties,
        e.closed_on IS NOT NULL AS ended
    FROM account_holders e
    JOIN customers c ON c.customer_no = e.customer_no
    JOIN accounts a ON a.account_no = e.account_no
    WHERE 'HOLDS' IN (SELECT value FROM json_each(:types))
        AND a.account_id IN (SELECT value FROM json_each(:account_ids))
    UNION ALL
    SELECT 'MEMBER_OF', 'Customer', c.customer_id, 'Group', e.group_id, e.load_no, e.digest AS tie,
        json_patch(json_object('role', e.role, 'closed_load', e.closed_load), ifnull(e.attributes, '{}')),
        e.closed_on IS NOT NULL
    FROM group_members e
    JOIN customers c ON c.customer_no = e.customer_no
    WHERE 'MEMBER_OF' IN (SELECT value FROM json_each(:types))
        AND e.group_id IN (SELECT value FROM json_each(:group_ids))
    UNION ALL
    SELECT 'MEMBER_OF', 'Customer', c.customer_id, 'Group', h.group_id, NULL, 0,
        json_object('role', h.role), false
    FROM holdings h
    JOIN customers c ON c.customer_no = h.customer_no
    WHERE 'MEMBER_OF' IN (SELECT value FROM json_each(:types)) AND :derived
        AND h.group_id IS NOT NULL AND h.tag_id <> 'community_member'
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND h.group_id IN (SELECT value FROM json_each(:group_ids))
    UNION ALL
    SELECT 'SHARES', 'Customer', c.customer_id, 'Identifier', e.kind || ':' || e.normalised,
        e.load_no, e.digest AS tie,
        json_patch(json_object(
                'value', e.value, 'blocked', json(iif(e.blocked, 'true', 'false')),
                'closed_load', e.closed_load),
            ifnull(e.attributes, '{}')), e.closed_on IS NOT NULL
    FROM identifiers e
    JOIN customers c ON c.customer_no = e.customer_no
    WHERE 'SHARES' IN (SELECT value FROM json_each(:types))
        AND (e.kind, e.normalised) IN (
            SELECT substr(value, 1, instr(value, ':') - 1), substr(value, instr(value, ':') + 1)
            FROM json_each(:identifiers))
)
WHERE :with_ended OR NOT ended
ORDER BY type, from_id, to_id, tie, properties ->> 'currency' LIMIT :limit;
