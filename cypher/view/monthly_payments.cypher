// Payments from account to account over some time, added up by month and currency; the account 0
// is the outside. Amounts are added up in whole ten-thousandths: exactly, in any order. From 100
// billion on they have two decimals at most, and four would be more than a double holds.
// $since   the instant at which that time begins, in milliseconds since 1970
// $until   the instant at which it is over
// $month   the month in which it begins, 12 x year + month - 1
// $months  the instants at which the months after that one begin
// Index: account_no; linear in the payments.
// Example: {since: 1764518400000, until: 1767196800000, month: 24311, months: [1767196800000],
//           low: 0, high: 10000}
MATCH (a:Account) WHERE $low <= a.account_no < $high
MATCH (a)-[r:PAID]->(b:Account)
WHERE r.closed_on IS NULL AND r.at >= datetime({epochMillis: $since})
    AND r.at < datetime({epochMillis: $until})
WITH a, b, r, r.at.epochMillis AS at
WITH a, b, r.currency AS currency,
    $month + size([begins IN $months WHERE begins <= at]) AS month,
    count(*) AS payments,
    sum(CASE WHEN abs(r.amount) < 1e11 THEN toInteger(round(r.amount * 10000))
        ELSE toInteger(round(r.amount * 100)) * 100 END) AS amount, max(r.load_no) AS load_no
RETURN collect(a.account_no) AS from_no, collect(b.account_no) AS to_no,
    collect(currency) AS currency, collect(month) AS month, collect(payments) AS payments,
    collect(amount) AS amount, collect(load_no) AS load_no;
