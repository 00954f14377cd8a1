// Notes that a load has begun under the next number; files once begun keep their number.
// $source       the source's name
// $fingerprint  the hash of the source and of the files' content
// $now          the instant, in milliseconds since 1970
// $counts       the records that the load has, as JSON
// Index: load_fingerprint; the highest number is looked for among the loads, which are few.
// Example: {source: "canonical", fingerprint: "9f86d081", now: 1767139200000, counts: "{}"}
OPTIONAL MATCH (other:Load)
WITH coalesce(max(other.load_no), 0) + 1 AS next
MERGE (l:Load {fingerprint: $fingerprint})
ON CREATE SET l.load_no = next, l.load_id = 'L' + next, l.source = $source
SET l.started_at = datetime({epochMillis: $now}), l.finished_at = null,
    l.counts = $counts;
