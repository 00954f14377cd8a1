-- Accounts as A<id>, and each loan as an account L<id> of kind loan: money comes out of it and goes
-- back into it. What is still owed on a loan is an exposure, not a balance.
SELECT
    'A' || accountId AS account_id,
    accoutType AS kind,
    CAST(CAST(createTime AS TIMESTAMP) AS DATE) AS opened_on,
    isBlocked AS blocked,
    accountLevel AS x_level
FROM read_csv(getvariable('folder') || '/**/Account.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT
    'L' || loanId,
    'loan',
    CAST(CAST(createTime AS TIMESTAMP) AS DATE),
    'false',
    NULL
FROM read_csv(getvariable('folder') || '/**/Loan.csv', delim = '|', all_varchar = true)
