// The open rows of one record that have one of the keys, and what they say.
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
  RETURN x, x.customer_id AS key,
    {
      customer_no: x.customer_no, customer_id: x.customer_id, kind: x.kind, name: x.name,
      is_client: x.is_client, id_type: x.id_type, id_number: x.id_number,
      birth_on: toString(x.birth_on), gender: x.gender, registered_on: toString(x.registered_on),
      industry: x.industry, region: x.region, branch: x.branch,
      relationship_manager: x.relationship_manager, assets: x.assets, net_assets: x.net_assets,
      annual_receipts: x.annual_receipts, annual_expenditures: x.annual_expenditures,
      blocked: x.blocked, marketing_consent: x.marketing_consent, former_name: x.former_name,
      legal_form: x.legal_form, ownership_type: x.ownership_type,
      registered_address: x.registered_address, employees: x.employees,
      id_normalised: x.id_normalised, consent_until: x.consent_until,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'groups'
  UNWIND $keys AS row
  MATCH (x:Group {group_id: row.group_id})
  RETURN x, x.group_id AS key,
    {
      group_id: x.group_id, name: x.name, kind: x.kind, parent_id: x.parent_id,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'group_members'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Group {group_id: row.group_id})
  MATCH (a)-[x:MEMBER_OF]->(b)
  RETURN x, b.group_id + '\u001F' + toString(a.customer_no) AS key,
    {
      group_id: b.group_id, customer_id: a.customer_id, customer_no: a.customer_no, role: x.role,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'accounts'
  UNWIND $keys AS row
  MATCH (x:Account {account_id: row.account_id})
  RETURN x, x.account_id AS key,
    {
      account_no: x.account_no, account_id: x.account_id, kind: x.kind, currency: x.currency,
      opened_on: toString(x.opened_on), status: x.status, balance: x.balance, blocked: x.blocked,
      external: x.external, name: x.name, bank: x.bank,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'account_holders'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Account {account_id: row.account_id})
  MATCH (a)-[x:HOLDS]->(b)
  RETURN x, toString(b.account_no) + '\u001F' + toString(a.customer_no) AS key,
    {
      account_id: b.account_id, account_no: b.account_no, customer_id: a.customer_id,
      customer_no: a.customer_no, role: x.role,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'transactions'
  UNWIND $keys AS row
  MATCH (a)-[x:PAID {transaction_id: row.transaction_id}]->(b)
  RETURN x, x.transaction_id AS key,
    {
      transaction_id: x.transaction_id, from_account: a.account_id, from_no: a.account_no,
      to_account: b.account_id, to_no: b.account_no, amount: x.amount, currency: x.currency,
      at: x.at.epochMillis, channel: x.channel, purpose: x.purpose, from_name: x.from_name,
      from_bank: x.from_bank, to_name: x.to_name, to_bank: x.to_bank,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'ownerships'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.owner_id})
  MATCH (b:Customer {customer_id: row.owned_id})
  MATCH (a)-[x:OWNS {period: coalesce(row.from_on, '')}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      coalesce(toString(x.from_on), '') AS key,
    {
      owner_id: a.customer_id, owner_no: a.customer_no, owned_id: b.customer_id,
      owned_no: b.customer_no, share: x.share, votes: x.votes, from_on: toString(x.from_on),
      to_on: toString(x.to_on),
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'controls'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.controller_id})
  MATCH (b:Customer {customer_id: row.controlled_id})
  MATCH (a)-[x:CONTROLS {basis: row.basis, period: coalesce(row.from_on, '')}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.basis + '\u001F' +
      coalesce(toString(x.from_on), '') AS key,
    {
      controller_id: a.customer_id, controller_no: a.customer_no, controlled_id: b.customer_id,
      controlled_no: b.customer_no, basis: x.basis, from_on: toString(x.from_on),
      to_on: toString(x.to_on),
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'positions'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.person_id})
  MATCH (b:Customer {customer_id: row.company_id})
  MATCH (a)-[x:HOLDS_POSITION {role: row.role, period: coalesce(row.from_on, '')}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.role + '\u001F' +
      coalesce(toString(x.from_on), '') AS key,
    {
      person_id: a.customer_id, person_no: a.customer_no, company_id: b.customer_id,
      company_no: b.customer_no, role: x.role, from_on: toString(x.from_on),
      to_on: toString(x.to_on),
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'kinships'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.a_id})
  MATCH (b:Customer {customer_id: row.b_id})
  MATCH (a)-[x:KIN_OF {relation: row.relation}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.relation AS key,
    {
      a_id: a.customer_id, a_no: a.customer_no, b_id: b.customer_id, b_no: b.customer_no,
      relation: x.relation, attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]}
      AS said
  UNION ALL
  WITH $record AS record WHERE record = 'guarantees'
  UNWIND $keys AS row
  MATCH (a)-[x:GUARANTEES {guarantee_id: row.guarantee_id}]->(b)
  RETURN x, x.guarantee_id AS key,
    {
      guarantee_id: x.guarantee_id, guarantor_id: a.customer_id, guarantor_no: a.customer_no,
      borrower_id: b.customer_id, borrower_no: b.customer_no, amount: x.amount,
      currency: x.currency, from_on: toString(x.from_on), to_on: toString(x.to_on),
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'referrals'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.referrer_id})
  MATCH (b:Customer {customer_id: row.referred_id})
  MATCH (a)-[x:REFERRED {at: datetime({epochMillis: row.at})}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      toString(x.at.epochMillis) AS key,
    {
      referrer_id: a.customer_id, referrer_no: a.customer_no, referred_id: b.customer_id,
      referred_no: b.customer_no, at: x.at.epochMillis, campaign: x.campaign, channel: x.channel,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'dependencies'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.dependent_id})
  MATCH (b:Customer {customer_id: row.provider_id})
  MATCH (a)-[x:DEPENDS_ON {basis: row.basis}]->(b)
  RETURN x, toString(b.customer_no) + '\u001F' +
      toString(a.customer_no) + '\u001F' +
      x.basis AS key,
    {
      provider_id: b.customer_id, provider_no: b.customer_no, dependent_id: a.customer_id,
      dependent_no: a.customer_no, basis: x.basis, share: x.share,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'exposures'
  UNWIND $keys AS row
  MATCH (x:Exposure {exposure_id: row.exposure_id})
  MATCH (a)-[:HAS_EXPOSURE]->(x)
  RETURN x, x.exposure_id AS key,
    {
      exposure_id: x.exposure_id, customer_id: a.customer_id, customer_no: a.customer_no,
      kind: x.kind, amount: x.amount, currency: x.currency, due_on: toString(x.due_on),
      status: x.status, undrawn: x.undrawn, covered: x.covered, five_class: x.five_class,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'obligations'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.debtor_id})
  MATCH (b:Customer {customer_id: row.creditor_id})
  MATCH (a)-[x:OWES {currency: row.currency}]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' +
      toString(b.customer_no) + '\u001F' +
      x.currency AS key,
    {
      debtor_id: a.customer_id, debtor_no: a.customer_no, creditor_id: b.customer_id,
      creditor_no: b.customer_no, amount: x.amount, currency: x.currency,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'identifiers'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (a)-[x:SHARES {value: row.value}]->(b:Identifier {kind: row.kind})
  RETURN x, toString(a.customer_no) + '\u001F' + b.kind + '\u001F' + x.value AS key,
    {
      customer_id: a.customer_id, customer_no: a.customer_no, kind: b.kind, value: x.value,
      blocked: x.blocked, normalised: b.value,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'same_as'
  UNWIND $keys AS row
  MATCH (a:Customer {customer_id: row.customer_id})
  MATCH (b:Customer {customer_id: row.other_customer_id})
  MATCH (a)-[x:SAME_AS]->(b)
  RETURN x, toString(a.customer_no) + '\u001F' + toString(b.customer_no) AS key,
    {
      customer_id: a.customer_id, customer_no: a.customer_no, other_customer_id: b.customer_id,
      other_no: b.customer_no, basis: x.basis, verdict: x.verdict,
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
  UNION ALL
  WITH $record AS record WHERE record = 'consents'
  UNWIND $keys AS row
  MATCH (x:Consent {customer_id: row.customer_id,
    purpose: row.purpose,
    channel: row.channel,
    at: datetime({epochMillis: row.at})})
  MATCH (a)-[:HAS_CONSENT]->(x)
  RETURN x, toString(a.customer_no) + '\u001F' +
      x.purpose + '\u001F' +
      x.channel + '\u001F' +
      toString(x.at.epochMillis) AS key,
    {
      customer_id: a.customer_id, customer_no: a.customer_no, purpose: x.purpose, status: x.status,
      at: x.at.epochMillis, channel: x.channel, until: toString(x.until),
      attributes: [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]} AS said
}
WITH * WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL
RETURN key, x.source AS source, x.digest AS digest, x.load_no AS load_no, said
ORDER BY digest;
