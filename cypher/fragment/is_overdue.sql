-- Whether the exposure `e` is overdue: it stands so, or its day is past and it is not settled.
-- :on  the day
(ifnull(e.status, '') IN ('overdue', 'non_performing')
    OR ifnull(e.due_on < :on, 0) AND
    -- include unsettled
    )
