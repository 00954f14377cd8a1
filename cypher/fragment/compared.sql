-- What differs between two runs, in the common table `compared`. A holding `slid` where nothing but its
-- grade, rank or facts differs: the score, the value but for a rank, the edges and the rule are the
-- same, so others moved it. `left_out` says why a list for marketing leaves it out, '' where it does
-- not: holdings of tags of `complete` stay.
-- :earlier, :later  the two runs; :low and :high are these two, the smaller first
-- :run_id           the one whose identities count
-- :tag_id           only this tag; '' for all
-- :every_tag        whether all tags may be told of; else those of :told_tags, a list
-- :kind, :relationship_manager, :branch, :region, :industry, :is_client  see the fragment `filtered`
-- :complete         tags that are not for marketing, a JSON list
-- :consent          whose consent counts: opt_in, opt_out; '' names everybody
-- :today            the day on which a consent must hold
WITH touched AS (
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE since_run > :low AND since_run <= :high AND (:tag_id = '' OR tag_id = :tag_id)
        AND (:every_tag OR tag_id IN (SELECT value FROM json_each(:told_tags)))
    UNION
    SELECT customer_no, tag_id, subject FROM holdings
    WHERE until_run > :low AND until_run <= :high AND (:tag_id = '' OR tag_id = :tag_id)
        AND (:every_tag OR tag_id IN (SELECT value FROM json_each(:told_tags)))
), compared AS (
    SELECT c.customer_id, c.name, c.relationship_manager, t.tag_id, t.subject, old.grade AS grade_before, new.grade AS grade_after,
        old.score AS score_before, new.score AS score_after,
        old.digest AS digest_before, new.digest AS digest_after,
        CASE WHEN :consent = '' OR t.tag_id IN (SELECT value FROM json_each(:complete)) THEN ''
        ELSE
        -- include left_out
        END AS left_out,
        old.version IS new.version AND old.score IS new.score
            AND json_remove(old.value, '$.rank') IS json_remove(new.value, '$.rank')
            AND substr(old.evidence, 1, instr(old.evidence, '],"facts":'))
                IS substr(new.evidence, 1, instr(new.evidence, '],"facts":')) AS slid
    FROM touched t
    JOIN customers c ON c.customer_no = t.customer_no
    LEFT JOIN holdings old ON old.customer_no = t.customer_no AND old.tag_id = t.tag_id
        AND old.subject = t.subject AND old.since_run <= :earlier
        AND (old.until_run IS NULL OR :earlier < old.until_run)
    LEFT JOIN holdings new ON new.customer_no = t.customer_no AND new.tag_id = t.tag_id
        AND new.subject = t.subject AND new.since_run <= :later
        AND (new.until_run IS NULL OR :later < new.until_run)
    WHERE old.digest IS NOT new.digest AND
        -- include filtered
)
