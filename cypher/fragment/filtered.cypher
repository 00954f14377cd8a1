// Whether the customer `c` is in scope and among those that a list is narrowed to; each filter may
// be ''.
// $kind, $relationship_manager, $branch, $region, $industry  what the customer's own must be
// $is_client  'true': only clients, 'false': only others
($kind = '' OR c.kind = $kind)
    AND ($relationship_manager = '' OR c.relationship_manager = $relationship_manager)
    AND ($branch = '' OR c.branch = $branch) AND ($region = '' OR c.region = $region)
    AND ($industry = '' OR c.industry = $industry)
    AND ($is_client = '' OR c.is_client = ($is_client = 'true'))
    AND
    // include in_scope
