// Whether the exposure `e` is overdue: it stands so, or its day is past and it is not settled.
// $on  the day
(coalesce(e.status, '') IN ['overdue', 'non_performing']
    OR coalesce(e.due_on < date($on), false) AND
    // include unsettled
    )
