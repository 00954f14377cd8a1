"""Who holds an office in a company, as recorded."""

from dataclasses import dataclass
from typing import Any

from cypher.serve.stakes import OfficesIn
from service.api.http.answers import store
from service.api.http.times import AskedRun
from service.api.identities.one_customer import one_customer
from service.api.owners.edges import told_edge

#: How many offices in a company are looked at.
OFFICES = 5_000


@dataclass(frozen=True)
class Held:
    """An office that a person holds in the company, whatever numbers the record names."""

    person_id: str
    role: str
    from_on: str | None
    edge: dict[str, Any]


def offices_in(company_id: str, run: AskedRun) -> list[Held]:
    """The offices that persons hold in a company on the day of a run, each once, by person."""
    one = one_customer(run.run_id)
    rows = store().rows(OfficesIn(one.numbers([company_id]), run.on, OFFICES))
    one.learn(row.person_id for row in rows)
    offices: dict[tuple[str, str], Held] = {}
    for row in rows:
        person = one.known(row.person_id)
        numbers = (
            row.person_id if row.person_id != person else None,
            row.company_id if row.company_id != company_id else None,
        )
        edge = told_edge("HOLDS_POSITION", person, company_id, row.load_no, numbers, role=row.role)
        offices.setdefault((person, row.role), Held(person, row.role, row.from_on, edge))
    return [offices[key] for key in sorted(offices)]
