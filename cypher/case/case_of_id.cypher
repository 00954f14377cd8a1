// One case by the id that its maker gave it.
// $case_id  the id
// Index: case_id; one look-up.
// Example: {case_id: "CA-1"}
MATCH (c:Case {case_id: $case_id})
RETURN c.case_no AS case_no, c.answer AS answer;
