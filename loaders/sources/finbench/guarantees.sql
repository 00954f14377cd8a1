-- Guarantees have no amount: it is unknown. A guarantee's id is its two parties and its instant.
WITH guarantees AS (
    SELECT 'P' || fromId AS guarantor_id, 'P' || toId AS borrower_id, createTime, relation
    FROM read_csv(
        getvariable('folder') || '/**/PersonGuaranteePerson.csv', delim = '|', all_varchar = true)
    UNION ALL
    SELECT 'C' || fromId, 'C' || toId, createTime, relation
    FROM read_csv(
        getvariable('folder') || '/**/CompanyGuaranteeCompany.csv', delim = '|', all_varchar = true)
)
SELECT
    concat_ws('-', 'G', guarantor_id, borrower_id, epoch_ms(CAST(createTime AS TIMESTAMP)))
        AS guarantee_id,
    guarantor_id,
    borrower_id,
    CAST(CAST(createTime AS TIMESTAMP) AS DATE) AS from_on,
    relation AS x_relation
FROM guarantees
