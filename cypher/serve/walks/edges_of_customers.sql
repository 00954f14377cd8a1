-- The edges that touch any of some customers, in the order of type and ends. Payments between two
-- customers come as one edge a currency; the ends of other edges are customers, accounts, groups
-- and identifiers (`kind:value`, the value normalised). A community is no tie: its members need not
-- know each other.
-- :customer_ids  the customers, a JSON list
-- :types         the types wanted, a JSON list
-- :run_id        the run whose groups count
-- :limit         at most so many
-- Index: both ends of every table; linear in the edges of the customers.
-- Example: {"customer_ids": "[\"P1\"]", "types": "[\"OWNS\", \"PAID\"]", "run_id": 1,
--           "limit": 500}
WITH wanted AS MATERIALIZED (
    SELECT customer_no FROM customers
    WHERE customer_id IN (SELECT value FROM json_each(:customer_ids))
)
SELECT type, from_label, from_id, to_label, to_id, load_no, properties FROM (
    -- Made from the declarations in loaders/records/canonical.py by `make documents`.
    SELECT 'MEMBER_OF' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Group' AS to_label, e.group_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'role', e.role),
            ifnull(e.attributes, '{}')) AS properties
    FROM group_members e
    JOIN customers a ON a.customer_no = e.customer_no
    WHERE 'MEMBER_OF' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND e.customer_no IN (SELECT customer_no FROM wanted)
    UNION ALL
    SELECT 'HOLDS' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Account' AS to_label, b.account_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'role', e.role),
            ifnull(e.attributes, '{}')) AS properties
    FROM account_holders e
    JOIN customers a ON a.customer_no = e.customer_no
    JOIN accounts b ON b.account_no = e.account_no
    WHERE 'HOLDS' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND e.customer_no IN (SELECT customer_no FROM wanted)
    UNION ALL
    SELECT 'OWNS' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'share', e.share, 'votes', e.votes, 'from_on', e.from_on, 'to_on', e.to_on),
            ifnull(e.attributes, '{}')) AS properties
    FROM ownerships e
    JOIN customers a ON a.customer_no = e.owner_no
    JOIN customers b ON b.customer_no = e.owned_no
    WHERE 'OWNS' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.owner_no IN (SELECT customer_no FROM wanted)
            OR e.owned_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'CONTROLS' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'basis', e.basis, 'from_on', e.from_on, 'to_on', e.to_on),
            ifnull(e.attributes, '{}')) AS properties
    FROM controls e
    JOIN customers a ON a.customer_no = e.controller_no
    JOIN customers b ON b.customer_no = e.controlled_no
    WHERE 'CONTROLS' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.controller_no IN (SELECT customer_no FROM wanted)
            OR e.controlled_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'HOLDS_POSITION' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'role', e.role, 'from_on', e.from_on, 'to_on', e.to_on),
            ifnull(e.attributes, '{}')) AS properties
    FROM positions e
    JOIN customers a ON a.customer_no = e.person_no
    JOIN customers b ON b.customer_no = e.company_no
    WHERE 'HOLDS_POSITION' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.person_no IN (SELECT customer_no FROM wanted)
            OR e.company_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'KIN_OF' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'relation', e.relation),
            ifnull(e.attributes, '{}')) AS properties
    FROM kinships e
    JOIN customers a ON a.customer_no = e.a_no
    JOIN customers b ON b.customer_no = e.b_no
    WHERE 'KIN_OF' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.a_no IN (SELECT customer_no FROM wanted)
            OR e.b_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'GUARANTEES' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'guarantee_id', e.guarantee_id, 'amount', e.amount, 'currency', e.currency,
            'from_on', e.from_on, 'to_on', e.to_on),
            ifnull(e.attributes, '{}')) AS properties
    FROM guarantees e
    JOIN customers a ON a.customer_no = e.guarantor_no
    JOIN customers b ON b.customer_no = e.borrower_no
    WHERE 'GUARANTEES' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.guarantor_no IN (SELECT customer_no FROM wanted)
            OR e.borrower_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'REFERRED' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'at', strftime('%Y-%m-%dT%H:%M:%fZ', e.at / 1000.0, 'unixepoch'),
            'campaign', e.campaign, 'channel', e.channel),
            ifnull(e.attributes, '{}')) AS properties
    FROM referrals e
    JOIN customers a ON a.customer_no = e.referrer_no
    JOIN customers b ON b.customer_no = e.referred_no
    WHERE 'REFERRED' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.referrer_no IN (SELECT customer_no FROM wanted)
            OR e.referred_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'DEPENDS_ON' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'basis', e.basis, 'share', e.share),
            ifnull(e.attributes, '{}')) AS properties
    FROM dependencies e
    JOIN customers a ON a.customer_no = e.dependent_no
    JOIN customers b ON b.customer_no = e.provider_no
    WHERE 'DEPENDS_ON' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.dependent_no IN (SELECT customer_no FROM wanted)
            OR e.provider_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'OWES' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'amount', e.amount, 'currency', e.currency),
            ifnull(e.attributes, '{}')) AS properties
    FROM obligations e
    JOIN customers a ON a.customer_no = e.debtor_no
    JOIN customers b ON b.customer_no = e.creditor_no
    WHERE 'OWES' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.debtor_no IN (SELECT customer_no FROM wanted)
            OR e.creditor_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    SELECT 'SHARES' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Identifier' AS to_label, e.kind || ':' || e.normalised AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'value', e.value, 'blocked', json(iif(e.blocked, 'true', 'false'))),
            ifnull(e.attributes, '{}')) AS properties
    FROM identifiers e
    JOIN customers a ON a.customer_no = e.customer_no
    WHERE 'SHARES' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND e.customer_no IN (SELECT customer_no FROM wanted)
        AND e.normalised <> ''
    UNION ALL
    SELECT 'SAME_AS' AS type, 'Customer' AS from_label, a.customer_id AS from_id,
        'Customer' AS to_label, b.customer_id AS to_id, e.load_no, e.digest AS tie,
        json_patch(json_object(
            'basis', e.basis),
            ifnull(e.attributes, '{}')) AS properties
    FROM same_as e
    JOIN customers a ON a.customer_no = e.customer_no
    JOIN customers b ON b.customer_no = e.other_no
    WHERE 'SAME_AS' IN (SELECT value FROM json_each(:types)) AND e.closed_on IS NULL
        AND (e.customer_no IN (SELECT customer_no FROM wanted)
            OR e.other_no IN (SELECT customer_no FROM wanted))
    UNION ALL
    -- End of what is made.
    SELECT 'MEMBER_OF', 'Customer', c.customer_id, 'Group', h.group_id, NULL, 0,
        json_object('role', h.role)
    FROM holdings h
    JOIN customers c ON c.customer_no = h.customer_no
    WHERE 'MEMBER_OF' IN (SELECT value FROM json_each(:types)) AND h.group_id IS NOT NULL
        AND h.tag_id <> 'community_member'
        AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
        AND h.customer_no IN (SELECT customer_no FROM wanted)
    UNION ALL
    SELECT 'PAID', 'Customer', a.customer_id, 'Customer', b.customer_id, max(e.load_no), 0,
        json_object('payments', count(*), 'amount', sum(e.amount), 'currency', e.currency,
            'last_at', strftime('%Y-%m-%dT%H:%M:%fZ', max(e.at) / 1000.0, 'unixepoch'))
    FROM (
        SELECT h.account_no, h.customer_no AS a_no, t.rowid AS transaction_rowid
        FROM account_holders h JOIN transactions t ON t.from_no = h.account_no
        WHERE 'PAID' IN (SELECT value FROM json_each(:types))
            AND h.customer_no IN (SELECT customer_no FROM wanted)
            AND h.closed_on IS NULL AND h.role <> 'authorised'
        UNION
        SELECT payer.account_no, payer.customer_no, t.rowid
        FROM account_holders h JOIN transactions t ON t.to_no = h.account_no
        JOIN account_holders payer ON payer.account_no = t.from_no
        WHERE 'PAID' IN (SELECT value FROM json_each(:types))
            AND h.customer_no IN (SELECT customer_no FROM wanted)
            AND h.closed_on IS NULL AND h.role <> 'authorised'
            AND payer.closed_on IS NULL AND payer.role <> 'authorised'
    ) paying
    JOIN transactions e ON e.rowid = paying.transaction_rowid AND e.closed_on IS NULL
    JOIN account_holders payee ON payee.account_no = e.to_no
        AND payee.closed_on IS NULL AND payee.role <> 'authorised'
        AND payee.customer_no <> paying.a_no
    JOIN customers a ON a.customer_no = paying.a_no
    JOIN customers b ON b.customer_no = payee.customer_no
    WHERE paying.a_no IN (SELECT customer_no FROM wanted)
        OR payee.customer_no IN (SELECT customer_no FROM wanted)
    GROUP BY a.customer_id, b.customer_id, e.currency
)
ORDER BY type, from_id, to_id, tie, properties ->> 'currency' LIMIT :limit;
