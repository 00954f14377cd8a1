-- The open rows of one record that have one of the keys, and what they say.
-- :record  the record, as its file is called
-- :keys    a map for each row: the columns of the record's key, numbers beside the ids
-- Index: the unique one of the record's key; linear in the keys.
-- Example: {"record": "guarantees", "keys": "[{\"guarantee_id\": \"GUA1\"}]"}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT x.customer_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_no', x.customer_no, 'customer_id', x.customer_id, 'kind', x.kind, 'name', x.name,
    'is_client', x.is_client, 'id_type', x.id_type, 'id_number', x.id_number,
    'birth_on', x.birth_on, 'gender', x.gender, 'registered_on', x.registered_on,
    'industry', x.industry, 'region', x.region, 'branch', x.branch,
    'relationship_manager', x.relationship_manager, 'assets', x.assets, 'net_assets', x.net_assets,
    'annual_receipts', x.annual_receipts, 'annual_expenditures', x.annual_expenditures,
    'blocked', x.blocked, 'marketing_consent', x.marketing_consent, 'former_name', x.former_name,
    'legal_form', x.legal_form, 'ownership_type', x.ownership_type,
    'registered_address', x.registered_address, 'employees', x.employees,
    'id_normalised', x.id_normalised, 'consent_until', x.consent_until, 'attributes', x.attributes)
    AS said
FROM json_each(:keys) AS wanted JOIN customers AS x
    ON x.customer_id = wanted.value ->> 'customer_id'
WHERE :record = 'customers' AND x.closed_on IS NULL
UNION ALL
SELECT x.group_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'group_id', x.group_id, 'name', x.name, 'kind', x.kind, 'parent_id', x.parent_id,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN groups AS x
    ON x.group_id = wanted.value ->> 'group_id'
WHERE :record = 'groups' AND x.closed_on IS NULL
UNION ALL
SELECT x.group_id || char(31) || x.customer_no AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_id', customer_no.customer_id, 'group_id', x.group_id, 'customer_no', x.customer_no,
    'role', x.role, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN group_members AS x
    ON x.group_id = wanted.value ->> 'group_id'
    AND x.customer_no = wanted.value ->> 'customer_no'
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE :record = 'group_members' AND x.closed_on IS NULL
UNION ALL
SELECT x.account_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'account_no', x.account_no, 'account_id', x.account_id, 'kind', x.kind, 'currency', x.currency,
    'opened_on', x.opened_on, 'status', x.status, 'balance', x.balance, 'blocked', x.blocked,
    'external', x.external, 'name', x.name, 'bank', x.bank, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN accounts AS x
    ON x.account_id = wanted.value ->> 'account_id'
WHERE :record = 'accounts' AND x.closed_on IS NULL
UNION ALL
SELECT x.account_no || char(31) || x.customer_no AS key,
    x.source, x.digest, x.load_no, json_object(
    'account_id', account_no.account_id, 'customer_id', customer_no.customer_id,
    'account_no', x.account_no, 'customer_no', x.customer_no, 'role', x.role,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN account_holders AS x
    ON x.account_no = wanted.value ->> 'account_no'
    AND x.customer_no = wanted.value ->> 'customer_no'
LEFT JOIN accounts AS account_no ON account_no.account_no = x.account_no
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE :record = 'account_holders' AND x.closed_on IS NULL
UNION ALL
SELECT x.transaction_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'from_account', ifnull(from_no.account_id, ''), 'to_account', ifnull(to_no.account_id, ''),
    'transaction_id', x.transaction_id, 'from_no', x.from_no, 'to_no', x.to_no, 'amount', x.amount,
    'currency', x.currency, 'at', x.at, 'channel', x.channel, 'purpose', x.purpose,
    'from_name', x.from_name, 'from_bank', x.from_bank, 'to_name', x.to_name, 'to_bank', x.to_bank,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN transactions AS x
    ON x.transaction_id = wanted.value ->> 'transaction_id'
LEFT JOIN accounts AS from_no ON from_no.account_no = x.from_no
LEFT JOIN accounts AS to_no ON to_no.account_no = x.to_no
WHERE :record = 'transactions' AND x.closed_on IS NULL
UNION ALL
SELECT x.owner_no || char(31) ||
    x.owned_no || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest, x.load_no, json_object(
    'owner_id', owner_no.customer_id, 'owned_id', owned_no.customer_id, 'owner_no', x.owner_no,
    'owned_no', x.owned_no, 'share', x.share, 'votes', x.votes, 'from_on', x.from_on,
    'to_on', x.to_on, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN ownerships AS x
    ON x.owner_no = wanted.value ->> 'owner_no'
    AND x.owned_no = wanted.value ->> 'owned_no'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
LEFT JOIN customers AS owner_no ON owner_no.customer_no = x.owner_no
LEFT JOIN customers AS owned_no ON owned_no.customer_no = x.owned_no
WHERE :record = 'ownerships' AND x.closed_on IS NULL
UNION ALL
SELECT x.controller_no || char(31) ||
    x.controlled_no || char(31) ||
    x.basis || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest, x.load_no, json_object(
    'controller_id', controller_no.customer_id, 'controlled_id', controlled_no.customer_id,
    'controller_no', x.controller_no, 'controlled_no', x.controlled_no, 'basis', x.basis,
    'from_on', x.from_on, 'to_on', x.to_on, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN controls AS x
    ON x.controller_no = wanted.value ->> 'controller_no'
    AND x.controlled_no = wanted.value ->> 'controlled_no'
    AND x.basis = wanted.value ->> 'basis'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
LEFT JOIN customers AS controller_no ON controller_no.customer_no = x.controller_no
LEFT JOIN customers AS controlled_no ON controlled_no.customer_no = x.controlled_no
WHERE :record = 'controls' AND x.closed_on IS NULL
UNION ALL
SELECT x.person_no || char(31) ||
    x.company_no || char(31) ||
    x.role || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest, x.load_no, json_object(
    'person_id', person_no.customer_id, 'company_id', company_no.customer_id,
    'person_no', x.person_no, 'company_no', x.company_no, 'role', x.role, 'from_on', x.from_on,
    'to_on', x.to_on, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN positions AS x
    ON x.person_no = wanted.value ->> 'person_no'
    AND x.company_no = wanted.value ->> 'company_no'
    AND x.role = wanted.value ->> 'role'
    AND ifnull(x.from_on, '') = ifnull(wanted.value ->> 'from_on', '')
LEFT JOIN customers AS person_no ON person_no.customer_no = x.person_no
LEFT JOIN customers AS company_no ON company_no.customer_no = x.company_no
WHERE :record = 'positions' AND x.closed_on IS NULL
UNION ALL
SELECT x.a_no || char(31) || x.b_no || char(31) || x.relation AS key,
    x.source, x.digest, x.load_no, json_object(
    'a_id', a_no.customer_id, 'b_id', b_no.customer_id, 'a_no', x.a_no, 'b_no', x.b_no,
    'relation', x.relation, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN kinships AS x
    ON x.a_no = wanted.value ->> 'a_no'
    AND x.b_no = wanted.value ->> 'b_no'
    AND x.relation = wanted.value ->> 'relation'
LEFT JOIN customers AS a_no ON a_no.customer_no = x.a_no
LEFT JOIN customers AS b_no ON b_no.customer_no = x.b_no
WHERE :record = 'kinships' AND x.closed_on IS NULL
UNION ALL
SELECT x.guarantee_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'guarantor_id', guarantor_no.customer_id, 'borrower_id', borrower_no.customer_id,
    'guarantee_id', x.guarantee_id, 'guarantor_no', x.guarantor_no, 'borrower_no', x.borrower_no,
    'amount', x.amount, 'currency', x.currency, 'from_on', x.from_on, 'to_on', x.to_on,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN guarantees AS x
    ON x.guarantee_id = wanted.value ->> 'guarantee_id'
LEFT JOIN customers AS guarantor_no ON guarantor_no.customer_no = x.guarantor_no
LEFT JOIN customers AS borrower_no ON borrower_no.customer_no = x.borrower_no
WHERE :record = 'guarantees' AND x.closed_on IS NULL
UNION ALL
SELECT x.referrer_no || char(31) || x.referred_no || char(31) || x.at AS key,
    x.source, x.digest, x.load_no, json_object(
    'referrer_id', referrer_no.customer_id, 'referred_id', referred_no.customer_id,
    'referrer_no', x.referrer_no, 'referred_no', x.referred_no, 'at', x.at, 'campaign', x.campaign,
    'channel', x.channel, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN referrals AS x
    ON x.referrer_no = wanted.value ->> 'referrer_no'
    AND x.referred_no = wanted.value ->> 'referred_no'
    AND x.at = wanted.value ->> 'at'
LEFT JOIN customers AS referrer_no ON referrer_no.customer_no = x.referrer_no
LEFT JOIN customers AS referred_no ON referred_no.customer_no = x.referred_no
WHERE :record = 'referrals' AND x.closed_on IS NULL
UNION ALL
SELECT x.provider_no || char(31) || x.dependent_no || char(31) || x.basis AS key,
    x.source, x.digest, x.load_no, json_object(
    'provider_id', provider_no.customer_id, 'dependent_id', dependent_no.customer_id,
    'provider_no', x.provider_no, 'dependent_no', x.dependent_no, 'basis', x.basis,
    'share', x.share, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN dependencies AS x
    ON x.provider_no = wanted.value ->> 'provider_no'
    AND x.dependent_no = wanted.value ->> 'dependent_no'
    AND x.basis = wanted.value ->> 'basis'
LEFT JOIN customers AS provider_no ON provider_no.customer_no = x.provider_no
LEFT JOIN customers AS dependent_no ON dependent_no.customer_no = x.dependent_no
WHERE :record = 'dependencies' AND x.closed_on IS NULL
UNION ALL
SELECT x.exposure_id AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_id', customer_no.customer_id, 'exposure_id', x.exposure_id,
    'customer_no', x.customer_no, 'kind', x.kind, 'amount', x.amount, 'currency', x.currency,
    'due_on', x.due_on, 'status', x.status, 'undrawn', x.undrawn, 'covered', x.covered,
    'five_class', x.five_class, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN exposures AS x
    ON x.exposure_id = wanted.value ->> 'exposure_id'
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE :record = 'exposures' AND x.closed_on IS NULL
UNION ALL
SELECT x.debtor_no || char(31) || x.creditor_no || char(31) || x.currency AS key,
    x.source, x.digest, x.load_no, json_object(
    'debtor_id', debtor_no.customer_id, 'creditor_id', creditor_no.customer_id,
    'debtor_no', x.debtor_no, 'creditor_no', x.creditor_no, 'amount', x.amount,
    'currency', x.currency, 'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN obligations AS x
    ON x.debtor_no = wanted.value ->> 'debtor_no'
    AND x.creditor_no = wanted.value ->> 'creditor_no'
    AND x.currency = wanted.value ->> 'currency'
LEFT JOIN customers AS debtor_no ON debtor_no.customer_no = x.debtor_no
LEFT JOIN customers AS creditor_no ON creditor_no.customer_no = x.creditor_no
WHERE :record = 'obligations' AND x.closed_on IS NULL
UNION ALL
SELECT x.customer_no || char(31) || x.kind || char(31) || x.value AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_id', customer_no.customer_id, 'customer_no', x.customer_no, 'kind', x.kind,
    'value', x.value, 'blocked', x.blocked, 'normalised', x.normalised, 'attributes', x.attributes)
    AS said
FROM json_each(:keys) AS wanted JOIN identifiers AS x
    ON x.customer_no = wanted.value ->> 'customer_no'
    AND x.kind = wanted.value ->> 'kind'
    AND x.value = wanted.value ->> 'value'
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE :record = 'identifiers' AND x.closed_on IS NULL
UNION ALL
SELECT x.customer_no || char(31) || x.other_no AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_id', customer_no.customer_id, 'other_customer_id', other_no.customer_id,
    'customer_no', x.customer_no, 'other_no', x.other_no, 'basis', x.basis, 'verdict', x.verdict,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN same_as AS x
    ON x.customer_no = wanted.value ->> 'customer_no'
    AND x.other_no = wanted.value ->> 'other_no'
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
LEFT JOIN customers AS other_no ON other_no.customer_no = x.other_no
WHERE :record = 'same_as' AND x.closed_on IS NULL
UNION ALL
SELECT x.customer_no || char(31) ||
    x.purpose || char(31) ||
    x.channel || char(31) ||
    x.at AS key,
    x.source, x.digest, x.load_no, json_object(
    'customer_id', customer_no.customer_id, 'customer_no', x.customer_no, 'purpose', x.purpose,
    'status', x.status, 'at', x.at, 'channel', x.channel, 'until', x.until,
    'attributes', x.attributes) AS said
FROM json_each(:keys) AS wanted JOIN consents AS x
    ON x.customer_no = wanted.value ->> 'customer_no'
    AND x.purpose = wanted.value ->> 'purpose'
    AND x.channel = wanted.value ->> 'channel'
    AND x.at = wanted.value ->> 'at'
LEFT JOIN customers AS customer_no ON customer_no.customer_no = x.customer_no
WHERE :record = 'consents' AND x.closed_on IS NULL
ORDER BY digest;
