// The reasons of decisions, of those that were not erased.
// Index: decision_text; linear in the decisions.
MATCH (x:DecisionText) WHERE x.decision_no > 0
RETURN x.decision_no AS decision_no, x.salt AS salt, x.reason AS reason;
