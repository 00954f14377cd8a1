// Goes on only where the next number is free. Whoever decides at the same time waits for the first at
// (:DecisionsMade), and then finds its number given.
// $decision_no  the number, one above that of the last decision
// $now          the instant, in milliseconds since 1970
MERGE (made:DecisionsMade {only_one: 1})
SET made.at = $now
WITH made
WHERE NOT EXISTS { MATCH (d:Decision) WHERE d.decision_no >= $decision_no }
