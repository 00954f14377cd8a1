-- Clients have no names: they are called after their number. birth_number is YYMMDD of 19YY, with
-- 50 added to the month of a woman.
WITH clients AS (
    SELECT
        client_id,
        district_id,
        CAST(birth_number[3:4] AS INTEGER) AS month,
        birth_number
    FROM read_csv(getvariable('folder') || '/**/client.asc', delim = ';', all_varchar = true)
)
SELECT
    'C' || client_id AS customer_id,
    'person' AS kind,
    'Client ' || client_id AS name,
    format('19{}-{:02d}-{}', birth_number[1:2], month % 50, birth_number[5:6]) AS birth_on,
    CASE WHEN month > 50 THEN 'female' ELSE 'male' END AS gender,
    districts.A2 AS region,
    districts.A3 AS x_region
FROM clients
LEFT JOIN
    read_csv(getvariable('folder') || '/**/district.asc', delim = ';', all_varchar = true)
    AS districts
    ON districts.A1 = clients.district_id
