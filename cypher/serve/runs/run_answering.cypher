// The run that answers for a day, as it was known at an instant.
// $as_of     the day: runs that look at a later one do not answer
// $known_at  the instant, in milliseconds since 1970: what was published later does not answer, nor
//            what had been withdrawn by then
// Index: run_as_of, run_withdrew; linear in the runs of that day or before, which are few.
// Example: {as_of: "2025-12-31", known_at: 1767139200000}
MATCH (r:Run)
WHERE r.as_of <= date($as_of) AND r.published_at <= datetime({epochMillis: $known_at})
    AND NOT EXISTS {
        MATCH (by:Run {withdrew: r.run_id})
        WHERE by.published_at <= datetime({epochMillis: $known_at})
    }
RETURN r.run_id AS run_id, r.as_of AS as_of, r.published_at AS published_at
ORDER BY as_of DESC, published_at DESC, run_id DESC LIMIT 1;
