-- The bank's own accounts as A<id>; partners' accounts at other banks, seen in payments only, as
-- X<bank>-<account>.
SELECT
    'A' || account_id AS account_id,
    'current' AS kind,
    'CZK' AS currency,
    strptime('19' || date, '%Y%m%d')::DATE AS opened_on,
    'false' AS external
FROM read_csv(getvariable('folder') || '/**/account.asc', delim = ';', all_varchar = true)
UNION ALL
SELECT DISTINCT 'X' || bank || '-' || account, 'partner', 'CZK', NULL::DATE, 'true'
FROM read_csv(getvariable('folder') || '/**/trans_part.asc', delim = ';', all_varchar = true)
WHERE trim(bank) <> ''
