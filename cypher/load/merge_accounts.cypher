// Keeps accounts, each under the number that it was first given; one row for each account_id.
// Made from the declarations in loaders/records/canonical.py by `make documents`.
UNWIND $rows AS row
MERGE (n:Account {account_id: row.account_id})
SET n = {
    account_no: row.account_no, account_id: row.account_id, kind: row.kind, currency: row.currency,
    opened_on: date(row.opened_on), status: row.status, balance: row.balance,
    blocked: toBoolean(row.blocked), external: toBoolean(row.external), name: row.name,
    bank: row.bank, source: row.source, load_no: row.load_no, digest: row.digest,
    closed_on: date(row.closed_on), closed_load: row.closed_load}
SET n += row.attributes;
