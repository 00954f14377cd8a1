-- The digests of the open rows of one record.
-- :record  the record, as its file is called
-- :source  only rows of this source; '' for all
-- Index: none, all rows of the one record are wanted; linear in them.
-- Example: {"record": "ownerships", "source": ""}
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT digest FROM customers
WHERE :record = 'customers' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM groups
WHERE :record = 'groups' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM group_members
WHERE :record = 'group_members' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM accounts
WHERE :record = 'accounts' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM account_holders
WHERE :record = 'account_holders' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM transactions
WHERE :record = 'transactions' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM ownerships
WHERE :record = 'ownerships' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM controls
WHERE :record = 'controls' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM positions
WHERE :record = 'positions' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM kinships
WHERE :record = 'kinships' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM guarantees
WHERE :record = 'guarantees' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM referrals
WHERE :record = 'referrals' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM dependencies
WHERE :record = 'dependencies' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM exposures
WHERE :record = 'exposures' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM obligations
WHERE :record = 'obligations' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM identifiers
WHERE :record = 'identifiers' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM same_as
WHERE :record = 'same_as' AND closed_on IS NULL AND (:source = '' OR source = :source)
UNION ALL
SELECT digest FROM consents
WHERE :record = 'consents' AND closed_on IS NULL AND (:source = '' OR source = :source);
