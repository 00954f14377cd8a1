-- Whether the customer `c` is in the scope in which is asked: it, or another number of it, is of one
-- of the branches or managers. What its numbers are now counts, whatever run is asked about.
-- :everyone     whether all are
-- :of_branches  the branches, a JSON list
-- :of_managers  the relationship managers, a JSON list
(:everyone OR EXISTS (
    SELECT 1 FROM customers scoped
    WHERE scoped.customer_no IN (
            SELECT c.customer_no UNION ALL
            SELECT others.customer_no FROM known_as own JOIN known_as others
                ON others.known_no = own.known_no
            WHERE own.customer_no = c.customer_no
                AND own.until_run IS NULL AND others.until_run IS NULL)
        AND (scoped.branch IN (SELECT value FROM json_each(:of_branches))
            OR scoped.relationship_manager IN (SELECT value FROM json_each(:of_managers)))))
