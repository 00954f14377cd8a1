"""Which questions are heavy: they compute for long, so few of them are worked on at a time.

An operation is called as in `service.access.permits`; the same answer in another form is the same
operation. A test holds the table against the OpenAPI document.
"""

HEAVY = frozenset(
    {
        "POST /what-if",
        "POST /influence/seeds",
        "POST /contagion",
        "POST /contagion/cut",
        "POST /cases",
        "POST /look-alike",
        "GET /customers/{customer_id}/similar",
        "POST /customers/match",
        "GET /customers/{customer_id}/dossier",
    }
)
