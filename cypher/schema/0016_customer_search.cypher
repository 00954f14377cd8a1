// What customers are found by: phrases of the terms in their search texts, divided at spaces alone.
CREATE FULLTEXT INDEX customer_terms IF NOT EXISTS FOR (c:Customer) ON EACH [c.search_text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE INDEX customer_manager IF NOT EXISTS FOR (c:Customer) ON (c.relationship_manager, c.customer_id);
CREATE INDEX customer_branch IF NOT EXISTS FOR (c:Customer) ON (c.branch, c.customer_id);
// Accounts, phones and certificates are also found by the last four letters of their numbers.
CREATE TEXT INDEX account_tail IF NOT EXISTS FOR (a:Account) ON (a.account_id);
CREATE TEXT INDEX identifier_tail IF NOT EXISTS FOR (i:Identifier) ON (i.value);
CALL db.awaitIndexes(86400);
