// Keeps cases under their numbers.
UNWIND $rows AS row
MERGE (c:Case {case_no: row.case_no})
SET c.case_id = row.case_id, c.title = row.title,
    c.made_at = datetime({epochMillis: row.made_at}), c.run_id = row.run_id, c.model = row.model,
    c.customers = row.customers, c.bank_loss = row.bank_loss, c.currency = row.currency,
    c.answer = row.answer;
