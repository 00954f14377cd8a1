-- Every holding touched between two runs, as both have it, in the common table `compared`. It `slid`
-- where nothing but its grade, rank or facts differs: the score, the value but for a rank, the edges
-- and the rule are the same, so others moved it.
-- :earlier, :later  the two runs; :low, :high the same in the order of their numbers
-- :consent, :today, :run_id  see approachable
WITH touched AS (
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE since_run > :low AND since_run <= :high
    UNION
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE until_run > :low AND until_run <= :high
), compared AS (
    SELECT c.customer_id, t.tag_id, t.subject, old.grade AS grade_before, new.grade AS grade_after,
        old.score AS score_before, new.score AS score_after,
        old.digest AS digest_before, new.digest AS digest_after,
        old.version IS new.version AND old.score IS new.score
            AND json_remove(old.value, '$.rank') IS json_remove(new.value, '$.rank')
            AND substr(old.evidence, 1, instr(old.evidence, '],"facts":'))
                IS substr(new.evidence, 1, instr(new.evidence, '],"facts":')) AS slid
    FROM touched t
    JOIN customers c ON c.customer_no = t.customer_no
        AND
        -- include approachable
    LEFT JOIN holdings old ON old.customer_no = t.customer_no AND old.tag_id = t.tag_id
        AND old.subject = t.subject AND old.since_run <= :earlier
        AND (old.until_run IS NULL OR :earlier < old.until_run)
    LEFT JOIN holdings new ON new.customer_no = t.customer_no AND new.tag_id = t.tag_id
        AND new.subject = t.subject AND new.since_run <= :later
        AND (new.until_run IS NULL OR :later < new.until_run)
)
