"""Who decides in a company: as a run ranked them, with offices, votes and ties to the bank."""

from typing import Any

import orjson

from cypher import commands
from cypher.serve.customers import CustomerRow, NameRow, NamesOf
from cypher.serve.holdings import HoldersAbout
from cypher.vocabulary import OFFICES, Text
from service.api.access.viewers import called
from service.api.customers.merged import customers_of
from service.api.customers.ownership import told
from service.api.http.answers import store
from service.api.http.holding_text import shown_holdings
from service.api.http.lookups import derived
from service.api.http.times import AskedRun
from service.api.owners.above import Above, above
from service.api.owners.offices import Held, offices_in
from service.errors import Unknown

TAG = "decision_maker"
#: So many persons are listed, the others counted up to one.
LISTED = 500


def decision_makers_of(company_id: str, run: AskedRun) -> dict[str, Any]:
    """The holders of the run's tag about a company, all of them, who ranks first first.

    Offices and votes are those that records say on the run's day; this is a manager's question, so
    nobody is left out for want of consent. Raises Unknown where the run did not derive the tag.
    Cost: that of `above`, and a look-up for each person.
    """
    if not run.run_id or not derived(TAG, run.run_id):
        why = (
            Text(
                f"业务日期{run.as_of}的批次{run.run_id}没有计算{TAG}",
                f"run {run.run_id}, as of {run.as_of}, did not derive {TAG}",
            )
            if run.run_id
            else Text("尚未发布任何批次", "no run was published yet")
        )
        command = commands.called("derive")
        raise Unknown(
            Text(
                f"无法判断{company_id}由谁决策：{why.zh}，请运行`{command}`",
                f"who decides in {company_id} cannot be told: {why.en}: derive one with "
                f"`{command}`",
            )
        )
    rows = store().rows(HoldersAbout(TAG, company_id, run.run_id, LISTED + 1))
    listed = rows[:LISTED]
    offices: dict[str, list[Held]] = {}
    for held in offices_in(company_id, run):
        offices.setdefault(held.person_id, []).append(held)
    found = above(company_id, run)
    ids = [row.customer_id for row in listed]
    people = customers_of(ids, run)
    seen = {row.customer_id: row for row in store().rows(NamesOf(ids))}
    items = []
    for row in listed:
        [holding] = shown_holdings(row.customer_id, [row], run.run_id, with_evidence=False)
        value = orjson.loads(row.value)
        items.append(
            {
                "rank": value["rank"],
                **_person(seen[row.customer_id], people.get(row.customer_id)),
                "grade": row.grade,
                "grade_title": holding["grade_title"],
                "grade_reason": holding["grade_reason"],
                "score": row.score,
                "since_run": row.since_run,
                "sentence": holding["sentence"],
                "reasons": value["reasons"],
                "offices": [_office(held) for held in offices.get(row.customer_id, [])],
                **_parts(found, row.customer_id),
            }
        )
    return {
        "customer_id": company_id,
        **run.told,
        "items": sorted(items, key=lambda item: (item["rank"], item["customer_id"])),
        "hidden": len(rows) > LISTED,
        "truncated": found.truncated,
    }


def _person(seen: NameRow, row: CustomerRow | None) -> dict[str, Any]:
    """Who a person is, and to the bank where it is in scope."""
    names = ("is_client", "relationship_manager", "branch", "blocked", "marketing_consent")
    return {
        "customer_id": seen.customer_id,
        "name": row.name if row else called(seen),
        "kind": seen.kind,
        **{name: getattr(row, name) if row else None for name in names},
    }


def _office(held: Held) -> dict[str, Any]:
    return {"role": held.role, "title": OFFICES.title(held.role), "from_on": held.from_on}


def _parts(found: Above, person: str) -> dict[str, Any]:
    """What a person has of the company, by shares and by votes through all it controls."""
    i = found.position.get(person)
    if i is None:
        return {"share": 0.0, "votes": 0.0, "controls": False}
    return {
        "share": told(float(found.share[i])),
        "votes": told(float(found.votes.own[i])),
        "controls": bool(found.votes.controls[i]),
    }
