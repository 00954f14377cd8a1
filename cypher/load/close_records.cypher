// Closes rows of one record that are gone from their source; what they said stays readable.
// $record     the record, as its file is called
// $digests    the digests of the rows, a list
// $closed_on  the day
// $load_no    the load that closes them
// Index: none; linear in the rows of the one record.
// Example: {record: "ownerships", digests: [17], closed_on: "2025-12-31", load_no: 1}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
CALL () {
  WITH $record AS record WHERE record = 'customers'
  MATCH (x:Customer) WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  MATCH (x:Group) WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  MATCH (:Customer)-[x:MEMBER_OF]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  MATCH (x:Account) WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  MATCH (:Customer)-[x:HOLDS]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  MATCH (:Account)-[x:PAID]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  MATCH (:Customer)-[x:OWNS]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  MATCH (:Customer)-[x:CONTROLS]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  MATCH (:Customer)-[x:HOLDS_POSITION]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  MATCH (:Customer)-[x:KIN_OF]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  MATCH (:Customer)-[x:GUARANTEES]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  MATCH (:Customer)-[x:REFERRED]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  MATCH (:Customer)-[x:DEPENDS_ON]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  MATCH (x:Exposure) WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  MATCH (:Customer)-[x:OWES]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  MATCH (:Customer)-[x:SHARES]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  MATCH (:Customer)-[x:SAME_AS]->() WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
  UNION ALL
  WITH $record AS record WHERE record = 'consents'
  MATCH (x:Consent) WHERE x.digest IN $digests
  SET x.closed_on = date($closed_on), x.closed_load = $load_no
};
