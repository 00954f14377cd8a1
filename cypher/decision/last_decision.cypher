// The head of the chain; no row where nothing was decided.
// Index: decision_no; one look-up.
MATCH (d:Decision) WHERE d.decision_no > 0
RETURN d.decision_no AS decision_no, d.hash AS hash ORDER BY decision_no DESC LIMIT 1;
