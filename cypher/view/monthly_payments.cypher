// Payments from account to account over some days, added up by month and currency; the account 0
// is the outside. Amounts are added up in whole ten-thousandths: exactly, in any order. From 100
// billion on they have two decimals at most, and four would be more than a double holds.
// $since  the first day
// $on     the last day
// Index: account_no; linear in the payments.
// Example: {since: "2025-01-01", on: "2025-12-31", low: 0, high: 10000}
MATCH (a:Account) WHERE $low <= a.account_no < $high
MATCH (a)-[r:PAID]->(b:Account)
WHERE r.closed_on IS NULL AND r.at >= datetime({date: date($since)})
    AND r.at < datetime({date: date($on) + duration('P1D')})
WITH a, b, r.currency AS currency, r.at.year * 12 + r.at.month - 1 AS month,
    count(*) AS payments,
    sum(CASE WHEN abs(r.amount) < 1e11 THEN toInteger(round(r.amount * 10000))
        ELSE toInteger(round(r.amount * 100)) * 100 END) AS amount, max(r.load_no) AS load_no
RETURN collect(a.account_no) AS from_no, collect(b.account_no) AS to_no,
    collect(currency) AS currency, collect(month) AS month, collect(payments) AS payments,
    collect(amount) AS amount, collect(load_no) AS load_no;
