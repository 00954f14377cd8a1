-- Investments: the ratio is the share, from the day on which it was made. A pair invests once in
-- the published data; where it did so twice on one day, the last row would count.
SELECT
    'P' || investorId AS owner_id,
    'C' || companyId AS owned_id,
    ratio AS share,
    CAST(CAST(createTime AS TIMESTAMP) AS DATE) AS from_on
FROM read_csv(
    getvariable('folder') || '/**/PersonInvestCompany.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT 'C' || investorId, 'C' || companyId, ratio, CAST(CAST(createTime AS TIMESTAMP) AS DATE)
FROM read_csv(
    getvariable('folder') || '/**/CompanyInvestCompany.csv', delim = '|', all_varchar = true)
