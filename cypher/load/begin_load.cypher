// Notes that a load has begun, which has written nothing yet.
// $load_no      its number, the next
// $source       the source's name
// $fingerprint  the hash of the source and of the files' content
// $in_full      whether it closes what its files no longer have
// $now          the instant, in milliseconds since 1970
// $sources      all sources, in the order in which they are merged, as JSON
// $files        its files, each with its record and columns, as JSON
// $counts       the records that it has, as JSON
// Index: load_id; one node.
// Example: {load_no: 1, source: "canonical", fingerprint: "9f86d081", in_full: false,
//     now: 1767139200000, sources: "[]", files: "[]", counts: "{}"}
CREATE (l:Load {
    load_id: 'L' + $load_no, load_no: $load_no, source: $source, fingerprint: $fingerprint,
    state: 'running', in_full: $in_full, started_at: datetime({epochMillis: $now}),
    sources: $sources, files: $files, counts: $counts, reason: ''});
