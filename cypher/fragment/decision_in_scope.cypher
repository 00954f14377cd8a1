// Whether the decision `d` is about somebody in the scope in which is asked; one that names no
// customer is about everybody.
($everyone OR EXISTS {
    UNWIND [d.subject, d.other] AS token
    MATCH (named:CustomerToken {token: token})
    MATCH (c:Customer {customer_id: named.customer_id})
    WHERE
    // include in_scope
    RETURN c })
