// How many open rows each record has, and the sum of their digests modulo a prime; no row for a
// record without rows.
// Index: the label and relationship type scans; linear in everything that was loaded.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
MATCH (x:Customer) WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'customers' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH (x:Group) WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'groups' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:MEMBER_OF]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'group_members' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH (x:Account) WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'accounts' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:HOLDS]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'account_holders' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:PAID]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'transactions' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:OWNS]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'ownerships' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:CONTROLS]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'controls' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:HOLDS_POSITION]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'positions' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:KIN_OF]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'kinships' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:GUARANTEES]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'guarantees' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:REFERRED]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'referrals' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:DEPENDS_ON]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'dependencies' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH (x:Exposure) WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'exposures' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:OWES]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'obligations' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:SHARES]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'identifiers' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH ()-[x:SAME_AS]->() WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'same_as' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum
UNION ALL
MATCH (x:Consent) WHERE x.digest IS NOT NULL AND x.closed_on IS NULL
RETURN 'consents' AS record, count(x) AS rows,
    coalesce(sum(x.digest % 2147483647), 0) AS checksum;
