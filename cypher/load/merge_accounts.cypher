// Keeps accounts by their id; an account keeps the number it was first given.
UNWIND $rows AS row
MERGE (n:Account {account_id: row.account_id})
SET n = {
    account_no: row.account_no, account_id: row.account_id, kind: row.kind,
    currency: row.currency, opened_on: date(row.opened_on), status: row.status,
    balance: row.balance, blocked: row.blocked, external: row.external, source: row.source,
    load_no: row.load_no, digest: row.digest}
SET n += row.attributes;
