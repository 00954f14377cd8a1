// Runs to ask for where none answers for a day and an instant: the first of a later day, and the
// first that was published later.
// $as_of     the day
// $known_at  the instant, in milliseconds since 1970
// Index: the label scan of runs, which are few.
// Example: {as_of: "2024-12-31", known_at: 1767139200000}
CALL () {
    MATCH (r:Run) WHERE r.published_at IS NOT NULL AND r.as_of > date($as_of)
    WITH r ORDER BY r.published_at > datetime({epochMillis: $known_at}), r.as_of,
        r.published_at DESC, r.run_id
    LIMIT 1
    RETURN r
    UNION
    MATCH (r:Run) WHERE r.published_at > datetime({epochMillis: $known_at})
    WITH r ORDER BY r.as_of > date($as_of), r.published_at, r.run_id
    LIMIT 1
    RETURN r
}
RETURN r.run_id AS run_id, r.as_of AS as_of, r.published_at AS published_at
ORDER BY as_of, run_id;
