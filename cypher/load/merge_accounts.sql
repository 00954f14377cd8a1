-- Keeps accounts, each under the number that it was first given; one row for each account_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO accounts (
    account_no, account_id, kind, currency, opened_on, status, balance, blocked, external, name,
    bank, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :account_no, :account_id, :kind, :currency, :opened_on, :status, :balance, :blocked, :external,
    :name, :bank, :attributes, :source, :load_no, :digest, :closed_on, :closed_load)
ON CONFLICT (account_id) DO UPDATE SET
    account_no = excluded.account_no, kind = excluded.kind, currency = excluded.currency,
    opened_on = excluded.opened_on, status = excluded.status, balance = excluded.balance,
    blocked = excluded.blocked, external = excluded.external, name = excluded.name,
    bank = excluded.bank, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
