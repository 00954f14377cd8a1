// One decision that somebody may see: his own, or of some kinds in his scope.
// $decision_no  the number
// $viewer       who asks
// $kinds        the kinds that he may see
// Index: decision_no; one look-up.
// Example: {decision_no: 1, viewer: "a", kinds: ["group"]}
MATCH (d:Decision {decision_no: $decision_no})
WHERE d.author = $viewer OR d.subject_kind IN $kinds AND
// include decision_in_scope
// include decision_row
;
