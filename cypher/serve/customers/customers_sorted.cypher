// Open customers by name or by an amount: all, or those in whose texts words are found.
// $words                 for each word its needles, one of which must be found
// $numbers               customers who are asked for whatever is found
// $everybody             whether all customers are asked for, without words or numbers
// $kind                  only customers of this kind; '' for all
// $relationship_manager  only customers of this manager; '' for all
// $branch                only customers of this branch; '' for all
// $region                only customers of this region; '' for all
// $industry              only customers of this industry; '' for all
// $is_client             'true': only clients, 'false': only others; '' for all
// $tag_id                only holders of this tag; '' for all
// $grade                 only holders in this grade; '' for all
// $consent               whose consent counts: opt_in, opt_out; '' names everybody
// $today                 the day on which a consent must hold
// $run_id                the run in which they hold it
// $sort                  by what: 'name', 'assets' or 'exposure'; who has no such amount comes last
// $descending            whether the highest come first
// $currency              the currency of exposures
// $factors               by kind what part of what is not drawn counts
// $after_rank            only after this rank (0: has an amount, 1: has none; -1: begin)
// $after_amount          and this amount, negative where the highest come first
// $after_name            and this name
// $after_id              and this id
// $limit                 at most so many
// Index: customer_terms, or customer_id; linear in the customers found, or in all.
// Example: {words: [["上海"]], numbers: [], everybody: false, kind: "", relationship_manager: "",
//           branch: "", region: "", industry: "", is_client: "", tag_id: "", grade: "", consent:
//           "", today: "2025-12-31", run_id: 1, sort: "assets", descending: true, currency: "CNY",
//           factors: {}, after_rank: -1, after_amount: 0.0, after_name: "", after_id: "", limit:
//           50}
CALL () {
  WITH reduce(all = '', word IN $words |
      all + ' +(' + reduce(some = '', needle IN word |
        some + CASE WHEN needle ENDS WITH '*' THEN ' ' + needle
            ELSE ' "' + needle + '"' END) + ')') AS asked
  WHERE asked <> '' AND NOT $everybody
  CALL db.index.fulltext.queryNodes('customer_terms', asked) YIELD node AS c
  RETURN c
  UNION
  MATCH (c:Customer) WHERE c.customer_no IN $numbers
  RETURN c
  UNION
  WITH $everybody AS everybody WHERE everybody
  MATCH (c:Customer) WHERE c.customer_id > '' AND
  // include known
  RETURN c
}
WITH c WHERE c.closed_on IS NULL
    AND
    // include found
WITH c, CASE $sort
    WHEN 'assets' THEN
        // include assets_of_known
    WHEN 'exposure' THEN reduce(total = null, part IN COLLECT {
        MATCH (e:Exposure)<-[:HAS_EXPOSURE]-(:Customer)-[ks:KNOWN_AS*0..1]->(c)
        WHERE all(k IN ks WHERE k.since_run <= $run_id AND coalesce($run_id < k.until_run, true))
            AND e.currency = $currency AND e.closed_on IS NULL
            AND
            // include unsettled
        WITH DISTINCT e
        RETURN
            // include counted
            AS amount } | coalesce(total, 0.0) + part)
    END * CASE WHEN $descending THEN -1 ELSE 1 END AS amount
// A parameter is compared in UTF-16, what is stored by code points, as names are ordered.
OPTIONAL MATCH (last:Customer {customer_id: $after_id}) WHERE last.name = $after_name
WITH c, amount, coalesce(last.name, $after_name) AS after_name,
    CASE WHEN amount IS NULL THEN 1 ELSE 0 END AS rank, coalesce(amount, 0.0) AS place
WHERE
    // include after_placed
RETURN c.customer_no AS customer_no, c.customer_id AS customer_id, c.kind AS kind,
    c.name AS name, c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, c.former_name AS former_name,
    c.earlier_names AS earlier_names, c.id_number AS id_number,
    c.search_text AS search_text, amount AS amount
ORDER BY rank, place, CASE WHEN $sort = 'name' AND NOT $descending THEN name END,
    CASE WHEN $sort = 'name' AND $descending THEN name END DESC, customer_id LIMIT $limit;
