-- Loans to the owners of accounts, with the amount granted, and how each stands.
SELECT
    'L' || loans.loan_id AS exposure_id,
    'C' || disp.client_id AS customer_id,
    'loan' AS kind,
    loans.amount,
    'CZK' AS currency,
    (strptime('19' || loans.date, '%Y%m%d') + to_months(loans.duration::INTEGER))::DATE AS due_on,
    CASE loans.status
        WHEN 'A' THEN 'settled'
        WHEN 'B' THEN 'non_performing'
        WHEN 'C' THEN 'active'
        WHEN 'D' THEN 'overdue'
        ELSE loans.status
    END AS status
FROM read_csv(getvariable('folder') || '/**/loan.asc', delim = ';', all_varchar = true) AS loans
LEFT JOIN read_csv(getvariable('folder') || '/**/disp.asc', delim = ';', all_varchar = true) AS disp
    ON disp.account_id = loans.account_id AND disp.type = 'OWNER'
