-- Keeps payments between accounts; an empty account is the outside; one row for each
-- transaction_id.
-- Made from the declarations in loaders/records/canonical.py by `make documents`.
INSERT INTO transactions (
    transaction_id, from_no, to_no, amount, currency, at, channel, purpose, from_name, from_bank,
    to_name, to_bank, attributes, source, load_no, digest, closed_on, closed_load)
VALUES (
    :transaction_id, :from_no, :to_no, :amount, :currency, :at, :channel, :purpose, :from_name,
    :from_bank, :to_name, :to_bank, :attributes, :source, :load_no, :digest, :closed_on,
    :closed_load)
ON CONFLICT (transaction_id) DO UPDATE SET
    from_no = excluded.from_no, to_no = excluded.to_no, amount = excluded.amount,
    currency = excluded.currency, at = excluded.at, channel = excluded.channel,
    purpose = excluded.purpose, from_name = excluded.from_name, from_bank = excluded.from_bank,
    to_name = excluded.to_name, to_bank = excluded.to_bank, attributes = excluded.attributes,
    source = excluded.source, load_no = excluded.load_no, digest = excluded.digest,
    closed_on = excluded.closed_on, closed_load = excluded.closed_load;
