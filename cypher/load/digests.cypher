// The digests of the open rows of one record; one window of customers or accounts at a time.
// $record  the record, as its file is called
// $source  only rows of this source; '' for all
// Index: customer_no or account_no; linear in the rows of the one record.
// Example: {record: "ownerships", source: "", low: 0, high: 10000}
CALL () {
  WITH $record AS record WHERE record = 'customers'
  MATCH (x:Customer) WHERE $low <= x.customer_no < $high
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  MATCH (x:Group) WHERE $low = 0 AND x.load_no IS NOT NULL
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  MATCH (x:Account) WHERE $low <= x.account_no < $high AND x.account_no > 0
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  MATCH (a:Account) WHERE $low <= a.account_no < $high
  MATCH (a)-[x:PAID]->(:Account)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[:HAS_EXPOSURE]->(x:Exposure)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:MEMBER_OF]->() WHERE x.load_no IS NOT NULL
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:HOLDS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:OWNS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:CONTROLS]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:HOLDS_POSITION]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:KIN_OF]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:GUARANTEES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:REFERRED]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:DEPENDS_ON]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:OWES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:SHARES]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  MATCH (c:Customer) WHERE $low <= c.customer_no < $high
  MATCH (c)-[x:SAME_AS]->()
  RETURN x
}
WITH x WHERE x.closed_on IS NULL AND ($source = '' OR x.source = $source)
RETURN collect(x.digest) AS digest;
