-- The digests of the open rows of one record that have one of the keys.
-- :record  the record, as its file is called
-- :keys    a map for each row: the columns of the record's key, numbers beside the ids
-- Index: the unique one of the record's key; linear in the keys.
-- Example: {"record": "guarantees", "keys": "[{\"guarantee_id\": \"GUA1\"}]"}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT x.digest FROM json_each(:keys) AS wanted JOIN customers AS x
    ON x.customer_id = wanted.value ->> 'customer_id'
WHERE :record = 'customers' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN groups AS x
    ON x.group_id = wanted.value ->> 'group_id'
WHERE :record = 'groups' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN group_members AS x
    ON x.group_id = wanted.value ->> 'group_id'
    AND x.customer_no = wanted.value ->> 'customer_no'
WHERE :record = 'group_members' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN accounts AS x
    ON x.account_id = wanted.value ->> 'account_id'
WHERE :record = 'accounts' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN account_holders AS x
    ON x.account_no = wanted.value ->> 'account_no'
    AND x.customer_no = wanted.value ->> 'customer_no'
WHERE :record = 'account_holders' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN transactions AS x
    ON x.transaction_id = wanted.value ->> 'transaction_id'
WHERE :record = 'transactions' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN ownerships AS x
    ON x.owner_no = wanted.value ->> 'owner_no'
    AND x.owned_no = wanted.value ->> 'owned_no'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
WHERE :record = 'ownerships' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN controls AS x
    ON x.controller_no = wanted.value ->> 'controller_no'
    AND x.controlled_no = wanted.value ->> 'controlled_no'
    AND x.basis = wanted.value ->> 'basis'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
WHERE :record = 'controls' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN positions AS x
    ON x.person_no = wanted.value ->> 'person_no'
    AND x.company_no = wanted.value ->> 'company_no'
    AND x.role = wanted.value ->> 'role'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
WHERE :record = 'positions' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN kinships AS x
    ON x.a_no = wanted.value ->> 'a_no'
    AND x.b_no = wanted.value ->> 'b_no'
    AND x.relation = wanted.value ->> 'relation'
WHERE :record = 'kinships' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN guarantees AS x
    ON x.guarantee_id = wanted.value ->> 'guarantee_id'
WHERE :record = 'guarantees' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN referrals AS x
    ON x.referrer_no = wanted.value ->> 'referrer_no'
    AND x.referred_no = wanted.value ->> 'referred_no'
    AND x.at = wanted.value ->> 'at'
WHERE :record = 'referrals' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN dependencies AS x
    ON x.provider_no = wanted.value ->> 'provider_no'
    AND x.dependent_no = wanted.value ->> 'dependent_no'
    AND x.basis = wanted.value ->> 'basis'
WHERE :record = 'dependencies' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN exposures AS x
    ON x.exposure_id = wanted.value ->> 'exposure_id'
WHERE :record = 'exposures' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN obligations AS x
    ON x.debtor_no = wanted.value ->> 'debtor_no'
    AND x.creditor_no = wanted.value ->> 'creditor_no'
    AND x.currency = wanted.value ->> 'currency'
WHERE :record = 'obligations' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN identifiers AS x
    ON x.customer_no = wanted.value ->> 'customer_no'
    AND x.kind = wanted.value ->> 'kind'
    AND x.value = wanted.value ->> 'value'
WHERE :record = 'identifiers' AND x.closed_on IS NULL
UNION ALL
SELECT x.digest FROM json_each(:keys) AS wanted JOIN same_as AS x
    ON x.customer_no = wanted.value ->> 'customer_no'
    AND x.other_no = wanted.value ->> 'other_no'
WHERE :record = 'same_as' AND x.closed_on IS NULL
ORDER BY digest;
