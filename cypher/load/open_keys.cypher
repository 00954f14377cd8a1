// The keys, sources and digests of open rows of one record, a window of customers or accounts at a
// time.
// $record  the record, as its file is called
// $source  only rows of this source; '' for all
// $digests  only rows with one of these digests, a list; unless `every`
// $every   whether rows of any digest are wanted
// Index: customer_no or account_no; linear in the rows of the one record.
// Example: {record: "ownerships", source: "", digests: [], every: true, low: 0, high: 10000}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
CALL () {
  WITH $record AS record WHERE record = 'customers'
  MATCH (x:Customer) WHERE $low <= x.customer_no < $high
  RETURN x, x.customer_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  MATCH (x:Group) WHERE $low = 0
  RETURN x, x.group_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:MEMBER_OF]->(b:Group)
  RETURN x, b.group_id + '\u001F' + toString(a.customer_no) AS key
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  MATCH (x:Account) WHERE $low <= x.account_no < $high
  RETURN x, x.account_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:HOLDS]->(b:Account)
  RETURN x, toString(b.account_no) + '\u001F' + toString(a.customer_no) AS key
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  MATCH (a:Account) WHERE $low <= a.account_no < $high
  MATCH (a)-[x:PAID]->(b:Account)
  RETURN x, x.transaction_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:OWNS]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      coalesce(toString(x.from_on), '') AS key
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:CONTROLS]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.basis + '\u001F' +
      coalesce(toString(x.from_on), '') AS key
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:HOLDS_POSITION]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.role + '\u001F' +
      coalesce(toString(x.from_on), '') AS key
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:KIN_OF]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.relation AS key
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:GUARANTEES]->(b:Customer)
  RETURN x, x.guarantee_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:REFERRED]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      toString(x.at.epochMillis) AS key
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:DEPENDS_ON]->(b:Customer)
  RETURN x, toString(b.customer_no) + '\u001F' +
      toString(a.customer_no) + '\u001F' +
      x.basis AS key
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[:HAS_EXPOSURE]->(x:Exposure)
  RETURN x, x.exposure_id AS key
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:OWES]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.currency AS key
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:SHARES]->(b:Identifier)
  RETURN x, toString(a.customer_no) + '\u001F' + b.kind + '\u001F' + x.value AS key
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[x:SAME_AS]->(b:Customer)
  RETURN x, toString(a.customer_no) + '\u001F' + toString(b.customer_no) AS key
  UNION ALL
  WITH $record AS record WHERE record = 'consents'
  MATCH (a:Customer) WHERE $low <= a.customer_no < $high
  MATCH (a)-[:HAS_CONSENT]->(x:Consent)
  RETURN x, toString(a.customer_no) + '\u001F' +
      x.purpose + '\u001F' +
      x.channel + '\u001F' +
      toString(x.at.epochMillis) AS key
}
WITH * WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL
    AND ($source = '' OR x.source = $source)
    AND ($every OR x.digest IN $digests)
RETURN collect(key) AS key, collect(x.source) AS source, collect(x.digest) AS digest;
