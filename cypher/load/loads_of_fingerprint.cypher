// The load of exactly these files, if they were ever begun.
// $fingerprint  the hash of the source and of the files' content
// Index: load_fingerprint; one look-up.
// Example: {fingerprint: "9f86d081"}
MATCH (l:Load {fingerprint: $fingerprint})
RETURN l.load_no AS load_no, l.finished_at IS NOT NULL AS finished;
