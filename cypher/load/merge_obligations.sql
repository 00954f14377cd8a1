-- Keeps debts between customers; one row for each debtor_id, creditor_id and currency.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO obligations (
    debtor_no, creditor_no, amount, currency, attributes, source, load_no, digest, closed_on,
    closed_load)
VALUES (
    :debtor_no, :creditor_no, :amount, :currency, :attributes, :source, :load_no, :digest,
    :closed_on, :closed_load)
ON CONFLICT (debtor_no, creditor_no, currency) DO UPDATE SET
    amount = excluded.amount, attributes = excluded.attributes, source = excluded.source,
    load_no = excluded.load_no, digest = excluded.digest, closed_on = excluded.closed_on,
    closed_load = excluded.closed_load;
