// The highest numbers that customers and accounts have; 0 where there are none.
// Index: customer_no and account_no, at their ends; cost: two steps.
RETURN
    coalesce(COLLECT {
        MATCH (c:Customer) RETURN c.customer_no AS no ORDER BY no DESC LIMIT 1 }[0], 0)
        AS customers,
    coalesce(COLLECT {
        MATCH (a:Account) RETURN a.account_no AS no ORDER BY no DESC LIMIT 1 }[0], 0)
        AS accounts;
