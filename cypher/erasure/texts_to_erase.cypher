// The reasons of decisions that are about some tokens, or hold some words.
// $tokens  the tokens of a customer; a lead's second subject holds one after a stroke
// $words   the words
// Index: decision_no, decision_text; linear in all decisions, whose reasons may say anything.
// Example: {tokens: ["0a"], words: ["王一"]}
MATCH (d:Decision) WHERE d.decision_no > 0
MATCH (x:DecisionText {decision_no: d.decision_no})
WITH x, d.subject IN $tokens OR last(split(d.other, '/')) IN $tokens AS is_about
WHERE is_about OR any(word IN $words WHERE x.reason CONTAINS word)
RETURN x.decision_no AS decision_no, x.reason AS reason, is_about ORDER BY decision_no;
