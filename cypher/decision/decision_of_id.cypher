// One decision by the id that its maker gave it.
// $decision_id  the id
// Index: decision_id; one look-up.
// Example: {decision_id: "D-1"}
MATCH (d:Decision {decision_id: $decision_id})
// include decision_row
;
