-- Owners of accounts; a loan's account is held by whoever applied for the loan.
SELECT 'A' || accountId AS account_id, 'P' || personId AS customer_id, 'owner' AS role
FROM read_csv(getvariable('folder') || '/**/PersonOwnAccount.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT 'A' || accountId, 'C' || companyId, 'owner'
FROM read_csv(getvariable('folder') || '/**/CompanyOwnAccount.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT 'L' || loanId, 'P' || personId, 'owner'
FROM read_csv(getvariable('folder') || '/**/PersonApplyLoan.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT 'L' || loanId, 'C' || companyId, 'owner'
FROM read_csv(getvariable('folder') || '/**/CompanyApplyLoan.csv', delim = '|', all_varchar = true)
