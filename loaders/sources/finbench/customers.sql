-- Persons and companies. Their ids overlap, so a person is P<id> and a company C<id>.
SELECT
    'P' || personId AS customer_id,
    'person' AS kind,
    personName AS name,
    CAST(CAST(birthday AS TIMESTAMP) AS DATE) AS birth_on,
    gender,
    CAST(CAST(createTime AS TIMESTAMP) AS DATE) AS registered_on,
    NULL AS industry,
    replace(country, '_', ' ') AS region,
    isBlocked AS blocked,
    replace(city, '_', ' ') AS x_city
FROM read_csv(getvariable('folder') || '/**/Person.csv', delim = '|', all_varchar = true)
UNION ALL
SELECT
    'C' || companyId,
    'company',
    companyName,
    NULL,
    NULL,
    CAST(CAST(createTime AS TIMESTAMP) AS DATE),
    business,
    replace(country, '_', ' '),
    isBlocked,
    replace(city, '_', ' ')
FROM read_csv(getvariable('folder') || '/**/Company.csv', delim = '|', all_varchar = true)
