-- Whether the decision `d` is about somebody in the scope in which is asked; one that names no
-- customer is about everybody.
(:everyone OR EXISTS (
    SELECT 1 FROM customer_tokens named JOIN customers c ON c.customer_id = named.customer_id
    WHERE named.token IN (d.subject, d.other) AND
    -- include in_scope
))
