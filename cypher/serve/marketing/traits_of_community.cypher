// How many members of a community in scope are of each kind, region, branch and industry and hold each tag,
// and how many are not named, by the reason (trait 'left_out'). Refusers count; nobody is named.
// $community_id  the community
// $run_id        the run
// $consent       whose consent counts: opt_in, opt_out; '' names everybody
// $today         the day on which it must hold
// Index: held_group; linear in what the members hold.
// Example: {community_id: "CM-1", run_id: 1, consent: "opt_in", today: "2025-12-31"}
MATCH (c:Customer)-[m:HELD {group_id: $community_id}]->(:Tag)
    USING INDEX m:HELD(group_id)
WHERE m.since_run <= $run_id AND coalesce($run_id < m.until_run, true) AND
    // include in_scope
WITH collect(c) AS community
CALL (community) {
  UNWIND community AS c
  WITH
  // include left_out
  AS value
  WHERE value <> ''
  RETURN 'left_out' AS trait, value, count(*) AS members
  UNION ALL
  UNWIND community AS c
  WITH c WHERE c.closed_on IS NULL
  UNWIND [['kind', c.kind], ['region', c.region], ['branch', c.branch], ['industry', c.industry]]
      AS trait
  WITH trait WHERE trait[1] <> ''
  RETURN trait[0] AS trait, trait[1] AS value, count(*) AS members
  UNION ALL
  UNWIND community AS c
  WITH c WHERE c.closed_on IS NULL
  UNWIND COLLECT {
    MATCH (c)-[h:HELD]->(:Tag)
    WHERE h.since_run <= $run_id AND coalesce($run_id < h.until_run, true)
    RETURN DISTINCT h.tag_id
  } AS value
  RETURN 'tag' AS trait, value, count(*) AS members
}
RETURN trait, value, members ORDER BY trait, value;
