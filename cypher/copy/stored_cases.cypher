// Every case.
// Index: case_no; linear in the cases.
MATCH (c:Case) WHERE c.case_no > 0
RETURN
    c.case_no AS case_no, c.case_id AS case_id, c.title AS title,
    c.made_at.epochMillis AS made_at, c.run_id AS run_id, c.model AS model,
    c.customers AS customers, c.bank_loss AS bank_loss, c.currency AS currency,
    c.answer AS answer;
