// The number of the last case.
// Index: case_no, backwards; one node.
MATCH (c:Case) WHERE c.case_no > 0
RETURN c.case_no AS case_no ORDER BY case_no DESC LIMIT 1;
