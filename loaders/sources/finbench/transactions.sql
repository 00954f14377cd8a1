-- Transfers, withdrawals, deposits (a loan paid out) and repayments (paid back into it).
-- orderNum is not unique and three of the four files have none, so an id is made of what a payment
-- is; equal ones are numbered by their amount, whatever the order of the rows.
WITH payments AS (
    SELECT
        'T' AS letter, 'transfer' AS channel, 'A' || fromId AS from_account,
        'A' || toId AS to_account, amount, createTime, goodsType AS purpose,
        payType AS x_pay_type, orderNum AS x_order_number
    FROM read_csv(
        getvariable('folder') || '/**/AccountTransferAccount.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT 'W', 'withdrawal', 'A' || fromId, 'A' || toId, amount, createTime, NULL, NULL, NULL
    FROM read_csv(
        getvariable('folder') || '/**/AccountWithdrawAccount.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT 'D', 'deposit', 'L' || loanId, 'A' || accountId, amount, createTime, NULL, NULL, NULL
    FROM read_csv(
        getvariable('folder') || '/**/LoanDepositAccount.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT 'R', 'repayment', 'A' || accountId, 'L' || loanId, amount, createTime, NULL, NULL, NULL
    FROM read_csv(
        getvariable('folder') || '/**/AccountRepayLoan.csv', delim = '|', all_varchar = true)
)
SELECT
    concat_ws(
        '-', letter, from_account[2:], to_account[2:], epoch_ms(CAST(createTime AS TIMESTAMP)),
        row_number() OVER (
            PARTITION BY letter, from_account, to_account, createTime
            ORDER BY CAST(amount AS DECIMAL(18, 4)), x_order_number)
    ) AS transaction_id,
    from_account,
    to_account,
    amount,
    createTime AS at,
    channel,
    purpose,
    x_pay_type,
    x_order_number
FROM payments
