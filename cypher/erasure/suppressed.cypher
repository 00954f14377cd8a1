// The keyed hashes of what no load may bring again.
// Index: suppressed; linear in the erasures, which are few.
MATCH (s:Suppressed) WHERE s.hash > '' RETURN s.hash AS hash ORDER BY hash;
