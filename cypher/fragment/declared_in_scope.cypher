// Whether a member of the declared group `g` is in the scope in which is asked: a group with nobody
// in it is none to who asks.
// $everyone, $of_branches, $of_managers  see the fragment `in_scope`
($everyone OR EXISTS {
    MATCH (c:Customer)-[member:MEMBER_OF]->(g)
    WHERE member.load_no IS NOT NULL AND member.closed_on IS NULL AND
        // include in_scope
    })
