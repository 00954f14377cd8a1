// Open customers in whose search texts words are found, by their numbers.
// $words                 for each word its needles, one of which must be found
// $looked_up             the same as the index is asked: less may be said, and more found
// $passed                needles of which none may be found
// $left_out              numbers of customers who are not asked for
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
// $after_no              only customers of higher numbers
// $limit                 at most so many
// Index: customer_terms; linear in those in whose texts the words are found.
// Example: {words: [["上海"], ["¤yan ¤zhao", "¢yz"]], looked_up: [["上海"], ["¤yan ¤zhao", "¢yz"]],
//           passed: [], left_out: [], kind: "", relationship_manager: "", branch: "", region: "",
//           industry: "", is_client: "", tag_id: "", grade: "", consent: "", today: "2025-12-31",
//           run_id: 1, after_no: 0, limit: 50}
WITH reduce(all = '', word IN $looked_up |
    all + ' +(' + reduce(some = '', needle IN word |
        some + CASE WHEN needle ENDS WITH '*' THEN ' ' + needle
            ELSE ' "' + needle + '"' END) + ')') AS asked
CALL db.index.fulltext.queryNodes('customer_terms', asked) YIELD node AS c
WITH c WHERE c.customer_no > $after_no AND c.closed_on IS NULL
    AND ($looked_up = $words OR all(word IN $words WHERE any(needle IN word
        WHERE c.search_text CONTAINS ' ' + replace(needle + ' ', '* ', ''))))
    AND none(needle IN $passed WHERE c.search_text CONTAINS ' ' + replace(needle + ' ', '* ', ''))
    AND NOT c.customer_no IN $left_out
    AND
    // include found
RETURN c.customer_no AS customer_no, c.customer_id AS customer_id, c.kind AS kind,
    c.name AS name, c.is_client AS is_client, c.region AS region, c.branch AS branch,
    c.relationship_manager AS relationship_manager, c.former_name AS former_name,
    c.earlier_names AS earlier_names, c.id_number AS id_number,
    c.search_text AS search_text, null AS amount
ORDER BY customer_no LIMIT $limit;
