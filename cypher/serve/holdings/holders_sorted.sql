-- Who holds a tag, by name or from the lowest score on.
-- :tag_id                the tag
-- :grade                 only in this grade; '' for all
-- :subject               only holdings about this; '' for all
-- :kind                  only customers of this kind; '' for all
-- :relationship_manager  only customers of this manager; '' for all
-- :branch                only customers of this branch; '' for all
-- :region                only customers of this region; '' for all
-- :industry              only customers of this industry; '' for all
-- :is_client             'true': only clients, 'false': only others; '' for all
-- :consent               whose consent counts: opt_in, opt_out; '' names everybody
-- :today                 the day on which a consent must hold
-- :run_id                the run
-- :sort                  by what: 'name' or 'score'
-- :descending            whether names come from the last on
-- :after_score           only after this score, or name, id and subject; '' as the id to begin with
-- :after_name            see above
-- :after_id              see above
-- :after_subject         see above
-- :limit                 at most so many
-- Index: holdings_tag; linear in the tag's holdings, and a sort of them.
-- Example: {"tag_id": "opinion_leader", "grade": "", "subject": "", "kind": "",
--           "relationship_manager": "", "branch": "", "region": "", "industry": "", "is_client":
--           "", "consent": "opt_in", "today": "2025-12-31", "run_id": 1, "sort": "name", "descending": 0,
--           "after_score": 0.0, "after_name": "", "after_id": "", "after_subject": "", "limit": 50}
SELECT h.tag_id, h.subject, h.version, h.grade, h.score, h.value, h.evidence, h.since_run,
    c.customer_id, c.kind, c.name, c.is_client, c.region, c.branch, c.relationship_manager
FROM holdings h CROSS JOIN customers c ON c.customer_no = h.customer_no
WHERE h.tag_id = :tag_id
    AND CASE WHEN :after_id = '' THEN 1
        WHEN :sort = 'score' AND h.score <> :after_score THEN h.score > :after_score
        WHEN :sort = 'name' AND c.name <> :after_name AND :descending THEN c.name < :after_name
        WHEN :sort = 'name' AND c.name <> :after_name THEN c.name > :after_name
        ELSE (c.customer_id, h.subject) > (:after_id, :after_subject) END
    AND h.since_run <= :run_id AND (h.until_run IS NULL OR :run_id < h.until_run)
    AND (:grade = '' OR h.grade = :grade) AND (:subject = '' OR h.subject = :subject)
    AND
    -- include filtered
    AND
    -- include approachable
ORDER BY iif(:sort = 'score', h.score, NULL), iif(:sort = 'name' AND NOT :descending, c.name, NULL),
    iif(:sort = 'name' AND :descending, c.name, NULL) DESC, c.customer_id, h.subject LIMIT :limit;
