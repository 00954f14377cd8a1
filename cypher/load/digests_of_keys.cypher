// The digests of the open rows of one record that have one of the keys.
// $record  the record, as its file is called
// $keys    a map for each row: the columns of the record's key, numbers beside the ids
// Index: the ids of what the keys name, or of the rows themselves; linear in the keys, and in the
// ties of their ends where a row has no id of its own.
// Example: {record: "guarantees", keys: [{guarantee_id: "GUA1"}]}
// Made from the declarations in loaders/records/canonical.py by `make documents`.
CALL () {
  WITH $record AS record WHERE record = 'customers'
  UNWIND $keys AS row
  MATCH (x:Customer {customer_id: row.customer_id})
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  UNWIND $keys AS row
  MATCH (x:Group {group_id: row.group_id})
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Group {group_id: row.group_id})
  MATCH (a)-[x:MEMBER_OF]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  UNWIND $keys AS row
  MATCH (x:Account {account_id: row.account_id})
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Account {account_id: row.account_id})
  MATCH (a)-[x:HOLDS]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  UNWIND $keys AS row
  MATCH ()-[x:PAID {transaction_id: row.transaction_id}]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.owner_id})
  MATCH (b:Customer {customer_id: row.owned_id})
  MATCH (a)-[x:OWNS {period: coalesce(row.from_on, '')}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.controller_id})
  MATCH (b:Customer {customer_id: row.controlled_id})
  MATCH (a)-[x:CONTROLS {basis: row.basis, period: coalesce(row.from_on, '')}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.person_id})
  MATCH (b:Customer {customer_id: row.company_id})
  MATCH (a)-[x:HOLDS_POSITION {role: row.role, period: coalesce(row.from_on, '')}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.a_id})
  MATCH (b:Customer {customer_id: row.b_id})
  MATCH (a)-[x:KIN_OF {relation: row.relation}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  UNWIND $keys AS row
  MATCH ()-[x:GUARANTEES {guarantee_id: row.guarantee_id}]->()
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.referrer_id})
  MATCH (b:Customer {customer_id: row.referred_id})
  MATCH (a)-[x:REFERRED {at: datetime({epochMillis: row.at})}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.dependent_id})
  MATCH (b:Customer {customer_id: row.provider_id})
  MATCH (a)-[x:DEPENDS_ON {basis: row.basis}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  UNWIND $keys AS row
  MATCH (x:Exposure {exposure_id: row.exposure_id})
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.debtor_id})
  MATCH (b:Customer {customer_id: row.creditor_id})
  MATCH (a)-[x:OWES {currency: row.currency}]->(b)
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (a)-[x:SHARES {value: row.value}]->(:Identifier {kind: row.kind})
  RETURN x
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Customer {customer_id: row.other_customer_id})
  MATCH (a)-[x:SAME_AS]->(b)
  RETURN x
}
WITH x WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL
RETURN x.digest AS digest ORDER BY digest;
