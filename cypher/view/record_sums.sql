-- How many open rows each record has, and the sum of their digests modulo a prime; no row for a
-- record without rows.
-- Index: none; linear in everything that was loaded.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
SELECT 'customers' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM customers WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'groups' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM groups WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'group_members' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM group_members WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'accounts' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM accounts WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'account_holders' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM account_holders WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'transactions' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM transactions WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'ownerships' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM ownerships WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'controls' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM controls WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'positions' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM positions WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'kinships' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM kinships WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'guarantees' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM guarantees WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'referrals' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM referrals WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'dependencies' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM dependencies WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'exposures' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM exposures WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'obligations' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM obligations WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'identifiers' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM identifiers WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'same_as' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM same_as WHERE closed_on IS NULL GROUP BY 1
UNION ALL
SELECT 'consents' AS record, count(*) AS rows,
    ifnull(sum(digest % 2147483647), 0) AS checksum
FROM consents WHERE closed_on IS NULL GROUP BY 1;
