// Customers in scope in whose search texts each needle is found, all its phrases; closed ones too.
// $needles  for each needle its phrases, all of which must be found
// $limit    at most so many customers of each needle
// Index: customer_terms, once for each needle; linear in what its rarest phrase finds.
// Example: {needles: [["¬王小明"], ["¶王", "§明"]], limit: 500}
UNWIND range(0, size($needles) - 1) AS place
WITH place, reduce(all = '', phrase IN $needles[place] | all + ' +"' + phrase + '"') AS asked
CALL (asked) {
  // Where not everybody is in scope those who are may come late.
  CALL db.index.fulltext.queryNodes('customer_terms', asked,
      {limit: CASE WHEN $everyone THEN $limit ELSE 2147483647 END}) YIELD node AS c
  WITH c WHERE
  // include in_scope
  WITH c.customer_no AS number ORDER BY number LIMIT $limit
  RETURN collect(number) AS customer_nos
}
WITH place, customer_nos WHERE size(customer_nos) > 0
RETURN place, customer_nos ORDER BY place;
