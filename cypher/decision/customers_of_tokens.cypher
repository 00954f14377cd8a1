// Whom some tokens stand for; of a customer that was erased nothing comes.
// $tokens  the tokens
// Index: CustomerToken.token; linear in the tokens.
// Example: {tokens: ["0a"]}
UNWIND $tokens AS token
MATCH (k:CustomerToken {token: token})
RETURN k.customer_id AS customer_id, k.token AS token ORDER BY token;
