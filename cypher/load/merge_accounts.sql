-- Keeps accounts by their id; an account keeps the number it was first given.
INSERT INTO accounts (
    account_no, account_id, kind, currency, opened_on, status, balance, blocked, external,
    attributes, source, load_no, digest)
VALUES (
    :account_no, :account_id, :kind, :currency, :opened_on, :status, :balance, :blocked,
    :external, :attributes, :source, :load_no, :digest)
ON CONFLICT (account_id) DO UPDATE SET
    account_no = excluded.account_no, kind = excluded.kind, currency = excluded.currency,
    opened_on = excluded.opened_on, status = excluded.status, balance = excluded.balance,
    blocked = excluded.blocked, external = excluded.external, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = NULL;
