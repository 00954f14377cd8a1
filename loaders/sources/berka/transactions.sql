-- Payments in (PRIJEM) and out (VYDAJ, and VYBER: in cash). The other side is an account at another
-- bank, or empty: cash, interest and charges. Standing orders are not payments; what they led to
-- is here already. Dates are YYMMDD of 19YY.
WITH payments AS (
    SELECT
        *,
        'A' || account_id AS own,
        CASE WHEN trim(bank) <> '' THEN 'X' || bank || '-' || account END AS partner
    FROM read_csv(getvariable('folder') || '/**/trans_part.asc', delim = ';', all_varchar = true)
)
SELECT
    'T' || trans_id AS transaction_id,
    CASE type WHEN 'PRIJEM' THEN partner ELSE own END AS from_account,
    CASE type WHEN 'PRIJEM' THEN own ELSE partner END AS to_account,
    amount,
    'CZK' AS currency,
    strptime('19' || date, '%Y%m%d')::DATE AS at,
    CASE trim(operation)
        WHEN 'VKLAD' THEN 'cash in'
        WHEN 'VYBER' THEN 'cash out'
        WHEN 'VYBER KARTOU' THEN 'card withdrawal'
        WHEN 'PREVOD Z UCTU' THEN 'transfer in'
        WHEN 'PREVOD NA UCET' THEN 'transfer out'
        ELSE operation
    END AS channel,
    CASE trim(k_symbol)
        WHEN 'POJISTNE' THEN 'insurance'
        WHEN 'SLUZBY' THEN 'statement fee'
        WHEN 'UROK' THEN 'interest'
        WHEN 'SANKC. UROK' THEN 'penalty interest'
        WHEN 'SIPO' THEN 'household'
        WHEN 'DUCHOD' THEN 'pension'
        WHEN 'UVER' THEN 'loan payment'
        ELSE k_symbol
    END AS purpose
FROM payments
