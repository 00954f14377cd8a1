// Whether a customer `c` comes after the last one by name or by an amount (`rank`, `place`).
// `after_name`   the last one's name, as it is stored
// $sort          'name' where names order those of the same place
// $descending    whether the last names come first
// $after_rank    the last one's rank (0: has an amount, 1: has none; -1: begin)
// $after_amount  its amount, negative where the highest come first
// $after_id      its id
CASE WHEN $after_rank < 0 THEN true
    WHEN rank <> $after_rank THEN rank > $after_rank
    WHEN place <> $after_amount THEN place > $after_amount
    WHEN $sort <> 'name' OR c.name = after_name THEN c.customer_id > $after_id
    WHEN $descending THEN c.name < after_name
    ELSE c.name > after_name END
