// The digests of the open rows of one record, a window of customers or accounts at a time.
// $record  the record, as its file is called
// $source  only rows of this source; '' for all
// Index: customer_no or account_no; linear in the rows of the one record.
// Example: {record: "ownerships", source: "", low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
CALL () {
  WITH $record AS record WHERE record = 'customers'
  MATCH (x:Customer) WHERE $low <= x.customer_no < $high
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  MATCH (x:Group) WHERE $low = 0
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:MEMBER_OF]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  MATCH (x:Account) WHERE $low <= x.account_no < $high
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:HOLDS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  MATCH (a:Account) WHERE $low <= a.account_no < $high
  MATCH (a)-[x:PAID]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:OWNS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:CONTROLS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:HOLDS_POSITION]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:KIN_OF]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:GUARANTEES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:REFERRED]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:DEPENDS_ON]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[:HAS_EXPOSURE]->(x:Exposure)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:OWES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:SHARES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:SAME_AS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'consents'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[:HAS_CONSENT]->(x:Consent)
  RETURN x
}
WITH x WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL
    AND ($source = '' OR x.source = $source)
RETURN collect(x.digest) AS digest;
