// One chain of decisions: overrides become decisions as well. What is hashed names a customer by a
// random number of its own and a reason by its hash: both lie beside the chain, so that they can be
// erased and the chain stays whole. The hashes themselves are made by the next migration.
CREATE CONSTRAINT customer_token IF NOT EXISTS FOR (k:CustomerToken) REQUIRE k.token IS UNIQUE;
CREATE CONSTRAINT token_of_customer IF NOT EXISTS FOR (k:CustomerToken) REQUIRE k.customer_id IS UNIQUE;
CREATE CONSTRAINT decision_text IF NOT EXISTS FOR (x:DecisionText) REQUIRE x.decision_no IS UNIQUE;
DROP INDEX decision_subject IF EXISTS;
DROP INDEX decision_other IF EXISTS;
CREATE INDEX decided_subject IF NOT EXISTS FOR (d:Decision) ON (d.subject);
CREATE INDEX decided_other IF NOT EXISTS FOR (d:Decision) ON (d.other);
CREATE INDEX decided_about IF NOT EXISTS FOR (d:Decision) ON (d.about_no);
CREATE INDEX decided_begins IF NOT EXISTS FOR (d:Decision) ON (d.begins, d.decision_no);
CREATE INDEX decided_kind IF NOT EXISTS FOR (d:Decision) ON (d.subject_kind, d.decision_no);
CALL db.awaitIndexes(300);
MATCH (d:Decision) WHERE d.decision_no > 0 AND d.subject_id IS NOT NULL
UNWIND [d.subject_id, d.other_id] AS customer_id
WITH DISTINCT customer_id WHERE customer_id IS NOT NULL
MERGE (k:CustomerToken {customer_id: customer_id})
ON CREATE SET k.token = replace(randomUUID(), '-', '');
MATCH (o:Override) WHERE o.made_at IS NOT NULL
WITH DISTINCT o.customer_id AS customer_id
MERGE (k:CustomerToken {customer_id: customer_id})
ON CREATE SET k.token = replace(randomUUID(), '-', '');
MATCH (d:Decision) WHERE d.decision_no > 0 AND d.subject_id IS NOT NULL
MERGE (x:DecisionText {decision_no: d.decision_no})
ON CREATE SET x.salt = replace(randomUUID(), '-', ''), x.reason = d.reason;
MATCH (d:Decision) WHERE d.decision_no > 0 AND d.subject_id IS NOT NULL
MATCH (a:CustomerToken {customer_id: d.subject_id})
OPTIONAL MATCH (b:CustomerToken {customer_id: d.other_id})
SET d.subject = a.token, d.other = coalesce(b.token, ''), d.begins = d.state, d.digest = '',
    d.reason_hash = '', d.signed = false, d.previous_hash = '', d.hash = ''
REMOVE d.subject_id, d.other_id, d.state, d.reason;
// Overrides and what withdrew them, numbered on in the order in which they were made.
MATCH (o:Override) WHERE o.made_at IS NOT NULL
MATCH (k:CustomerToken {customer_id: o.customer_id})
UNWIND [
    {decision_id: o.override_id, action: o.decision, reason: o.reason, author: o.author,
     at: o.made_at, about_id: null},
    {decision_id: o.override_id + '-withdrawn', action: 'withdraw',
     reason: coalesce(o.withdrawn_reason, ''), author: coalesce(o.withdrawn_by, ''),
     at: o.withdrawn_at, about_id: o.override_id}] AS act
WITH o, k, act WHERE act.at IS NOT NULL
WITH o, k, act ORDER BY act.at, act.decision_id
WITH collect([act, o.group_id, k.token]) AS acts
CALL () {
  OPTIONAL MATCH (last:Decision) WHERE last.decision_no > 0
  RETURN coalesce(max(last.decision_no), 0) AS highest
}
UNWIND range(1, size(acts)) AS place
WITH highest + place AS decision_no, acts[place - 1][0] AS act, acts[place - 1][1] AS group_id,
    acts[place - 1][2] AS token
MERGE (d:Decision {decision_id: act.decision_id})
ON CREATE SET d.decision_no = decision_no, d.subject_kind = 'group', d.subject = group_id,
    d.other = token, d.action = act.action, d.begins = 'in_force', d.body = '{}', d.digest = '',
    d.reason_hash = '', d.author = act.author, d.signed = false, d.at = act.at,
    d.about_id = act.about_id, d.previous_hash = '', d.hash = ''
MERGE (x:DecisionText {decision_no: d.decision_no})
ON CREATE SET x.salt = replace(randomUUID(), '-', ''), x.reason = act.reason;
MATCH (d:Decision) WHERE d.decision_no > 0 AND d.about_id IS NOT NULL
MATCH (made:Decision {decision_id: d.about_id})
SET d.about_no = made.decision_no
REMOVE d.about_id;
MATCH (o:Override) DETACH DELETE o;
DROP CONSTRAINT override_id IF EXISTS;
DROP CONSTRAINT override_in_force IF EXISTS;
DROP INDEX override_in_order IF EXISTS;
MERGE (:DecisionsMade {only_one: 1});
CALL db.awaitIndexes(300);
