// One case by its number.
// $case_no  the number
// Index: case_no; one look-up.
// Example: {case_no: 1}
MATCH (c:Case {case_no: $case_no})
RETURN c.case_no AS case_no, c.answer AS answer;
