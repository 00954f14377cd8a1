// Whether the customer `c` is in the scope in which is asked: it, or another number of it, is of one
// of the branches or managers. What its numbers are now counts, whatever run is asked about.
// $everyone     whether all are
// $of_branches  the branches
// $of_managers  the relationship managers
($everyone OR coalesce(c.branch IN $of_branches, false)
    OR coalesce(c.relationship_manager IN $of_managers, false) OR EXISTS {
    MATCH (c)-[own:KNOWN_AS]->()<-[others:KNOWN_AS]-(scoped)
    WHERE own.until_run IS NULL AND others.until_run IS NULL
        AND (scoped.branch IN $of_branches OR scoped.relationship_manager IN $of_managers) })
