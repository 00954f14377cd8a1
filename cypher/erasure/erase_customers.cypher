// Writes a decision under the next number together with the erasure that it brings about; nothing
// where another decision has the number, or what it was prepared on has changed. All statements are
// one transaction; whoever decides, writes or keeps a case meanwhile waits for its end.
// $decision_no .. $hash  as of a decision that is added: see decision/add_decision.cypher
// $now                   the instant, in milliseconds since 1970
// $last_run, $last_load, $last_case  what it was prepared on
// $erased        the numbers (customer_id) and their new ids (erased_id), a list of maps
// $quoted        what stands within JSON, and what takes its place, a list of pairs
// $ids_quoted    the ids within JSON, with quotation marks
// $names_quoted  the names within JSON, with quotation marks
// $names         the names
// $texts         the decisions whose reasons go
// $suppressed    keyed hashes of what no load may bring again
// $certificate   what is done, JSON
// Index: customer_id, customer_no, erasure_decision, decision_no; linear in all holdings, source
//        rows, runs and accounts, which may name anybody.
// Example: {decision_no: 1, decision_id: "D-1", subject_kind: "erasure", subject: "0a", other: "",
//           action: "erase", begins: "in_force", body: "{}", digest: "", reason_hash: "",
//           author: "a", signed: true, now: 1, about_no: null, previous_hash: "", hash: "",
//           last_run: 0, last_load: 0, last_case: 0, erased: [], quoted: [], ids_quoted: [],
//           names_quoted: [], names: [], texts: [], suppressed: [], certificate: "{}"}
MERGE (made:DecisionsMade {only_one: 1})
SET made.at = $now
MERGE (kept:CasesKept {only_one: 1})
SET kept.at = $now
MERGE (w:Writer {only_one: 1})
SET w.asked = timestamp()
WITH w
WHERE coalesce(w.expires_at, 0) <= timestamp()
    AND NOT EXISTS { MATCH (d:Decision) WHERE d.decision_no >= $decision_no }
    AND coalesce(COLLECT { MATCH (r:Run) RETURN max(r.run_id) }[0], 0) = $last_run
    AND coalesce(COLLECT { MATCH (l:Load) RETURN max(l.load_no) }[0], 0) = $last_load
    AND coalesce(COLLECT { MATCH (k:Case) WHERE k.case_no > 0 RETURN max(k.case_no) }[0], 0)
        = $last_case
// include decision_added
WITH w
UNWIND $erased AS one
MATCH (c:Customer {customer_id: one.customer_id})
CREATE (:Erasure {
    erased_id: one.erased_id, customer_no: c.customer_no, decision_id: $decision_id,
    certificate: $certificate, at: $now});
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
UNWIND $suppressed AS hash
MERGE (s:Suppressed {hash: hash})
ON CREATE SET s.at = $now;
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
UNWIND $texts AS decision_no
MATCH (x:DecisionText {decision_no: decision_no})
DELETE x;
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
UNWIND $erased AS one
MATCH (k:CustomerToken {customer_id: one.customer_id})
DELETE k;
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[r:SHARES]->(i:Identifier)
DELETE r
WITH DISTINCT i
WHERE NOT EXISTS { (i)<-[:SHARES]-() }
DETACH DELETE i;
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[:HAS_CONSENT]->(n:Consent)
DETACH DELETE n;
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[r:HELD|TAGGED]->(:Tag)
DELETE r;
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[r:MEMBER_OF]->(:Group)
WHERE r.load_no IS NULL
DELETE r;
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
MATCH (s:SourceRow)
WHERE (s.record = 'customers' AND any(one IN $erased WHERE one.customer_id = s.key))
    OR (s.record <> 'customers' AND any(q IN $ids_quoted WHERE s.said CONTAINS q))
    OR (s.record IN ['accounts', 'transactions']
        AND any(q IN $names_quoted WHERE s.said CONTAINS q))
DELETE s;
// What others hold tells of the erased by the new id, and without a name.
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
MATCH (t:Tag)
MATCH (:Customer)-[h:HELD]->(t)
WHERE any(one IN $erased WHERE one.customer_id = h.subject)
    OR any(pair IN $quoted WHERE h.evidence CONTAINS pair[0] OR h.value CONTAINS pair[0])
SET h.subject = coalesce([one IN $erased WHERE one.customer_id = h.subject | one.erased_id][0],
        h.subject),
    h.value = reduce(said = h.value, pair IN $quoted | replace(said, pair[0], pair[1])),
    h.evidence = reduce(said = h.evidence, pair IN $quoted | replace(said, pair[0], pair[1]));
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
UNWIND $erased AS one
MATCH (t:Tag)
MATCH (:Customer)-[x:TAGGED]->(t) WHERE x.subject = one.customer_id
SET x.subject = one.erased_id;
MATCH (e:Erasure {decision_id: $decision_id})
WITH DISTINCT e.decision_id AS made
MATCH (r:Run)
WHERE any(pair IN $quoted WHERE r.report CONTAINS pair[0])
SET r.report = reduce(said = r.report, pair IN $quoted | replace(said, pair[0], pair[1]));
// A group is called by its kind and its head.
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (g:DerivedGroup) WHERE g.head_no = e.customer_no
SET g.head_id = e.erased_id;
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (g:Derived) WHERE g.head_no = e.customer_no
SET g.head_id = e.erased_id, g.name = split(g.name, '·')[0] + '·';
// What payments call an account that is the person's.
MATCH (e:Erasure {decision_id: $decision_id})
WITH collect(e.customer_no) AS numbers
WHERE size(numbers) > 0
MATCH (a:Account)
WHERE a.name IN $names OR EXISTS {
    MATCH (a)<-[:HOLDS]-(c:Customer) WHERE c.customer_no IN numbers }
WITH collect(a) AS accounts
CALL (accounts) {
  UNWIND accounts AS a
  MATCH (a)-[p:PAID]->() WHERE p.from_name IN $names
  SET p.from_name = null
}
CALL (accounts) {
  UNWIND accounts AS a
  MATCH (a)<-[p:PAID]-() WHERE p.to_name IN $names
  SET p.to_name = null
}
UNWIND accounts AS a
SET a.name = CASE WHEN a.name IN $names THEN null ELSE a.name END;
// What sources add to the rows that stay may say anything.
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[r]-()
WHERE NOT type(r) IN ['HELD', 'TAGGED', 'KNOWN_AS']
FOREACH (key IN [k IN keys(r) WHERE k STARTS WITH 'x_'] | SET r[key] = null);
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})-[:HAS_EXPOSURE|HOLDS]->(n)
FOREACH (key IN [k IN keys(n) WHERE k STARTS WITH 'x_'] | SET n[key] = null);
// A digest below 0 is no row's that a file could bring.
MATCH (e:Erasure {decision_id: $decision_id})
MATCH (c:Customer {customer_no: e.customer_no})
SET c = {
    customer_no: c.customer_no, customer_id: e.erased_id, kind: c.kind, name: '',
    is_client: c.is_client, blocked: c.blocked, marketing_consent: false, search_text: '',
    source: 'erasure', load_no: c.load_no, digest: -c.customer_no, closed_on: c.closed_on,
    closed_load: c.closed_load};
