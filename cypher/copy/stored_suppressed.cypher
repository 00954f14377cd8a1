// Every keyed hash of what no load may bring again.
// Index: suppressed; linear in the erasures.
MATCH (s:Suppressed) WHERE s.hash > ''
RETURN s.hash AS hash, s.at AS at;
