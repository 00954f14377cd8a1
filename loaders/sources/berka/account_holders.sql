-- Who may use an account: its owner, or somebody the owner lets (a disponent).
SELECT
    'A' || account_id AS account_id,
    'C' || client_id AS customer_id,
    CASE type WHEN 'OWNER' THEN 'owner' WHEN 'DISPONENT' THEN 'authorised' ELSE type END AS role
FROM read_csv(getvariable('folder') || '/**/disp.asc', delim = ';', all_varchar = true)
