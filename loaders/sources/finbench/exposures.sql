-- What is still owed on each loan, by whoever applied for it.
WITH applicants AS (
    SELECT loanId, 'P' || personId AS customer_id
    FROM read_csv(
        getvariable('folder') || '/**/PersonApplyLoan.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT loanId, 'C' || companyId
    FROM read_csv(
        getvariable('folder') || '/**/CompanyApplyLoan.csv', delim = '|', all_varchar = true)
)
SELECT
    'L' || loans.loanId AS exposure_id,
    applicants.customer_id,
    'loan' AS kind,
    loans.balance AS amount,
    loans.loanAmount AS x_loan_amount,
    loans.loanUsage AS x_loan_usage,
    loans.interestRate AS x_interest_rate
FROM read_csv(getvariable('folder') || '/**/Loan.csv', delim = '|', all_varchar = true) AS loans
LEFT JOIN applicants ON applicants.loanId = loans.loanId
