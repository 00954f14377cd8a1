-- The keys, sources and digests of open rows of one record.
-- :record  the record, as its file is called
-- :source  only rows of this source; '' for all
-- :digests  only rows with one of these digests, a list; unless `every`
-- :every   whether rows of any digest are wanted
-- Index: none; linear in the rows of the one record.
-- Example: {"record": "ownerships", "source": "", "digests": "[]", "every": true}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT x.customer_id AS key,
    x.source, x.digest FROM customers AS x
WHERE :record = 'customers' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.group_id AS key,
    x.source, x.digest FROM groups AS x
WHERE :record = 'groups' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.group_id || char(31) || x.customer_no AS key,
    x.source, x.digest FROM group_members AS x
WHERE :record = 'group_members' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.account_id AS key,
    x.source, x.digest FROM accounts AS x
WHERE :record = 'accounts' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.account_no || char(31) || x.customer_no AS key,
    x.source, x.digest FROM account_holders AS x
WHERE :record = 'account_holders' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.transaction_id AS key,
    x.source, x.digest FROM transactions AS x
WHERE :record = 'transactions' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.owner_no || char(31) ||
    x.owned_no || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest FROM ownerships AS x
WHERE :record = 'ownerships' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.controller_no || char(31) ||
    x.controlled_no || char(31) ||
    x.basis || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest FROM controls AS x
WHERE :record = 'controls' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.person_no || char(31) ||
    x.company_no || char(31) ||
    x.role || char(31) ||
    ifnull(x.from_on, '') AS key,
    x.source, x.digest FROM positions AS x
WHERE :record = 'positions' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.a_no || char(31) || x.b_no || char(31) || x.relation AS key,
    x.source, x.digest FROM kinships AS x
WHERE :record = 'kinships' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.guarantee_id AS key,
    x.source, x.digest FROM guarantees AS x
WHERE :record = 'guarantees' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.referrer_no || char(31) || x.referred_no || char(31) || x.at AS key,
    x.source, x.digest FROM referrals AS x
WHERE :record = 'referrals' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.provider_no || char(31) || x.dependent_no || char(31) || x.basis AS key,
    x.source, x.digest FROM dependencies AS x
WHERE :record = 'dependencies' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.exposure_id AS key,
    x.source, x.digest FROM exposures AS x
WHERE :record = 'exposures' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.debtor_no || char(31) || x.creditor_no || char(31) || x.currency AS key,
    x.source, x.digest FROM obligations AS x
WHERE :record = 'obligations' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.customer_no || char(31) || x.kind || char(31) || x.value AS key,
    x.source, x.digest FROM identifiers AS x
WHERE :record = 'identifiers' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.customer_no || char(31) || x.other_no AS key,
    x.source, x.digest FROM same_as AS x
WHERE :record = 'same_as' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))
UNION ALL
SELECT x.customer_no || char(31) ||
    x.purpose || char(31) ||
    x.channel || char(31) ||
    x.at AS key,
    x.source, x.digest FROM consents AS x
WHERE :record = 'consents' AND x.closed_on IS NULL AND (:source = '' OR x.source = :source)
    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)));
