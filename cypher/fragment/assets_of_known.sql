-- What the customer `c` keeps at the bank, over its numbers; null where nobody knows.
-- :run_id  the run whose identities count
(SELECT sum(n.assets) FROM customers n
    WHERE n.closed_on IS NULL AND n.customer_no IN
    -- include numbers_of_known
    )
