-- Writes a decision under the next number together with the erasure that it brings about; nothing
-- where another decision has the number, or what it was prepared on has changed.
-- :decision_no .. :hash  as of a decision that is added: see decision/add_decision.sql
-- :now                   the instant, in milliseconds since 1970
-- :last_run, :last_load, :last_case  what it was prepared on
-- :erased        the numbers (customer_id) and their new ids (erased_id), a JSON list of maps
-- :quoted        what stands within JSON, and what takes its place, a JSON list of pairs
-- :ids_quoted    the ids within JSON, with quotation marks, a JSON list
-- :names_quoted  the names within JSON, with quotation marks, a JSON list
-- :names         the names, a JSON list
-- :texts         the decisions whose reasons go, a JSON list
-- :suppressed    keyed hashes of what no load may bring again, a JSON list
-- :certificate   what is done, JSON
-- Index: primary keys, and those of customers in each table; linear in all holdings, source rows
--        and accounts, which may name anybody.
-- Example: {"decision_no": 1, "decision_id": "D-1", "subject_kind": "erasure", "subject": "0a",
--           "other": "", "action": "erase", "begins": "in_force", "body": "{}", "digest": "",
--           "reason_hash": "", "author": "a", "signed": 1, "now": 1, "about_no": null,
--           "previous_hash": "", "hash": "", "last_run": 0, "last_load": 0, "last_case": 0,
--           "erased": "[]", "quoted": "[]", "ids_quoted": "[]", "names_quoted": "[]",
--           "names": "[]", "texts": "[]", "suppressed": "[]", "certificate": "{}"}
-- include decision_added
    AND (SELECT ifnull(max(run_id), 0) FROM runs) = :last_run
    AND (SELECT ifnull(max(load_no), 0) FROM loads) = :last_load
    AND (SELECT ifnull(max(case_no), 0) FROM cases) = :last_case
    AND NOT EXISTS (
        SELECT 1 FROM writer
        WHERE expires_at > CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER));
INSERT INTO erasures (erased_id, customer_no, decision_id, certificate, at)
SELECT json_extract(one.value, '$.erased_id'), c.customer_no, :decision_id, :certificate, :now
FROM json_each(:erased) one
JOIN customers c ON c.customer_id = json_extract(one.value, '$.customer_id')
WHERE EXISTS (SELECT 1 FROM decisions d WHERE d.decision_id = :decision_id);
INSERT OR IGNORE INTO suppressed (hash, at)
SELECT value, :now FROM json_each(:suppressed)
WHERE EXISTS (
    -- include numbers_erased
    );
DELETE FROM decision_texts
WHERE decision_no IN (SELECT value FROM json_each(:texts))
    AND EXISTS (
    -- include numbers_erased
    );
DELETE FROM customer_tokens
WHERE customer_id IN (SELECT json_extract(value, '$.customer_id') FROM json_each(:erased))
    AND EXISTS (
    -- include numbers_erased
    );
DELETE FROM identifiers WHERE customer_no IN (
    -- include numbers_erased
    );
DELETE FROM consents WHERE customer_no IN (
    -- include numbers_erased
    );
DELETE FROM holdings WHERE customer_no IN (
    -- include numbers_erased
    );
DELETE FROM source_rows
WHERE ((record = 'customers'
            AND key IN (SELECT json_extract(value, '$.customer_id') FROM json_each(:erased)))
        OR (record <> 'customers'
            AND EXISTS (SELECT 1 FROM json_each(:ids_quoted) q WHERE instr(said, q.value)))
        OR (record IN ('accounts', 'transactions')
            AND EXISTS (SELECT 1 FROM json_each(:names_quoted) q WHERE instr(said, q.value))))
    AND EXISTS (
    -- include numbers_erased
    );
-- What others hold tells of the erased by the new id, and without a name.
UPDATE holdings SET
    subject = ifnull((
        SELECT json_extract(one.value, '$.erased_id') FROM json_each(:erased) one
        WHERE json_extract(one.value, '$.customer_id') = holdings.subject), subject),
    value = (
        WITH RECURSIVE said (place, text) AS (
            SELECT 0, holdings.value
            UNION ALL
            SELECT place + 1, replace(
                text, json_extract(:quoted, '$[' || place || '][0]'),
                json_extract(:quoted, '$[' || place || '][1]'))
            FROM said WHERE place < json_array_length(:quoted))
        SELECT text FROM said ORDER BY place DESC LIMIT 1),
    evidence = (
        WITH RECURSIVE said (place, text) AS (
            SELECT 0, holdings.evidence
            UNION ALL
            SELECT place + 1, replace(
                text, json_extract(:quoted, '$[' || place || '][0]'),
                json_extract(:quoted, '$[' || place || '][1]'))
            FROM said WHERE place < json_array_length(:quoted))
        SELECT text FROM said ORDER BY place DESC LIMIT 1)
WHERE EXISTS (
    -- include numbers_erased
    ) AND (
    subject IN (SELECT json_extract(value, '$.customer_id') FROM json_each(:erased))
    OR EXISTS (
        SELECT 1 FROM json_each(:quoted) q
        WHERE instr(holdings.evidence, json_extract(q.value, '$[0]'))
            OR instr(holdings.value, json_extract(q.value, '$[0]'))));
UPDATE runs SET report = (
        WITH RECURSIVE said (place, text) AS (
            SELECT 0, runs.report
            UNION ALL
            SELECT place + 1, replace(
                text, json_extract(:quoted, '$[' || place || '][0]'),
                json_extract(:quoted, '$[' || place || '][1]'))
            FROM said WHERE place < json_array_length(:quoted))
        SELECT text FROM said ORDER BY place DESC LIMIT 1)
WHERE EXISTS (
    -- include numbers_erased
    ) AND EXISTS (
    SELECT 1 FROM json_each(:quoted) q WHERE instr(runs.report, json_extract(q.value, '$[0]')));
-- What payments call an account that is the person's.
UPDATE transactions SET from_name = NULL
WHERE from_name IN (SELECT value FROM json_each(:names)) AND EXISTS (
    -- include numbers_erased
    )
    AND from_no IN (
        SELECT account_no FROM accounts WHERE name IN (SELECT value FROM json_each(:names))
        UNION SELECT account_no FROM account_holders WHERE customer_no IN (
    -- include numbers_erased
    ));
UPDATE transactions SET to_name = NULL
WHERE to_name IN (SELECT value FROM json_each(:names)) AND EXISTS (
    -- include numbers_erased
    )
    AND to_no IN (
        SELECT account_no FROM accounts WHERE name IN (SELECT value FROM json_each(:names))
        UNION SELECT account_no FROM account_holders WHERE customer_no IN (
    -- include numbers_erased
    ));
UPDATE accounts SET name = NULL
WHERE name IN (SELECT value FROM json_each(:names)) AND EXISTS (
    -- include numbers_erased
    );
-- What sources add to the rows that stay may say anything.
UPDATE accounts SET attributes = NULL
WHERE account_no IN (SELECT account_no FROM account_holders WHERE customer_no IN (
    -- include numbers_erased
    ));
UPDATE account_holders SET attributes = NULL
WHERE customer_no IN (
    -- include numbers_erased
    );
UPDATE group_members SET attributes = NULL
WHERE customer_no IN (
    -- include numbers_erased
    );
UPDATE ownerships SET attributes = NULL
WHERE owner_no IN (
    -- include numbers_erased
    )
    OR owned_no IN (
    -- include numbers_erased
    );
UPDATE controls SET attributes = NULL
WHERE controller_no IN (
    -- include numbers_erased
    )
    OR controlled_no IN (
    -- include numbers_erased
    );
UPDATE positions SET attributes = NULL
WHERE person_no IN (
    -- include numbers_erased
    )
    OR company_no IN (
    -- include numbers_erased
    );
UPDATE kinships SET attributes = NULL
WHERE a_no IN (
    -- include numbers_erased
    )
    OR b_no IN (
    -- include numbers_erased
    );
UPDATE guarantees SET attributes = NULL
WHERE guarantor_no IN (
    -- include numbers_erased
    )
    OR borrower_no IN (
    -- include numbers_erased
    );
UPDATE referrals SET attributes = NULL
WHERE referrer_no IN (
    -- include numbers_erased
    )
    OR referred_no IN (
    -- include numbers_erased
    );
UPDATE dependencies SET attributes = NULL
WHERE provider_no IN (
    -- include numbers_erased
    )
    OR dependent_no IN (
    -- include numbers_erased
    );
UPDATE exposures SET attributes = NULL
WHERE customer_no IN (
    -- include numbers_erased
    );
UPDATE obligations SET attributes = NULL
WHERE debtor_no IN (
    -- include numbers_erased
    )
    OR creditor_no IN (
    -- include numbers_erased
    );
UPDATE same_as SET attributes = NULL
WHERE customer_no IN (
    -- include numbers_erased
    )
    OR other_no IN (
    -- include numbers_erased
    );
-- A digest below 0 is no row's that a file could bring.
UPDATE customers SET
    customer_id = (
        SELECT e.erased_id FROM erasures e
        WHERE e.decision_id = :decision_id AND e.customer_no = customers.customer_no),
    name = '', search_text = '', id_type = NULL, id_number = NULL, birth_on = NULL, gender = NULL,
    registered_on = NULL, industry = NULL, region = NULL, branch = NULL,
    relationship_manager = NULL, assets = NULL, net_assets = NULL, annual_receipts = NULL,
    annual_expenditures = NULL, marketing_consent = 0, attributes = NULL, source = 'erasure',
    digest = -customer_no, former_name = NULL, legal_form = NULL, ownership_type = NULL,
    registered_address = NULL, employees = NULL, id_normalised = NULL, earlier_names = NULL,
    consent_until = NULL
WHERE customer_no IN (
    -- include numbers_erased
    );
-- Terms that were taken away stand in the index until its segments are merged.
INSERT INTO customer_search (customer_search)
SELECT 'optimize' WHERE EXISTS (
    -- include numbers_erased
    );
