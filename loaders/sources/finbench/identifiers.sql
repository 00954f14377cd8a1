-- A medium (a phone, a card reader, an address on a network) that signed in to an account is a
-- device of the account's holder, blocked where the medium is.
WITH owners AS (
    SELECT accountId, 'P' || personId AS customer_id
    FROM read_csv(
        getvariable('folder') || '/**/PersonOwnAccount.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT accountId, 'C' || companyId
    FROM read_csv(
        getvariable('folder') || '/**/CompanyOwnAccount.csv', delim = '|', all_varchar = true)
)
SELECT DISTINCT
    owners.customer_id,
    'device' AS kind,
    'M' || media.mediumId AS value,
    media.isBlocked AS blocked,
    media.mediumType AS x_medium_type
FROM read_csv(
    getvariable('folder') || '/**/MediumSignInAccount.csv', delim = '|', all_varchar = true)
    AS signins
JOIN read_csv(getvariable('folder') || '/**/Medium.csv', delim = '|', all_varchar = true) AS media
    ON media.mediumId = signins.mediumId
JOIN owners ON owners.accountId = signins.accountId
ORDER BY ALL
