"""The worst risks of a customer: of the tags for credit risk that it holds, at most three."""

from typing import Any
from urllib.parse import quote

import orjson

from cypher.serve.holdings import HoldingRow, HoldingsOfCustomer
from service.api.http.answers import store
from service.api.http.group_names import subjects_named
from service.api.http.held_versions import HeldVersion, held_versions
from service.api.http.holding_text import shown_holdings
from service.api.http.lookups import run_named
from service.api.http.purposes import seen_tags, tags_for

TOLD = 3

_SHOWN = ("tag_id", "title", "grade", "grade_title", "grade_reason", "score", "subject", "sentence")


def worst_risks(customer_id: str, run_id: int) -> dict[str, Any]:
    """The highest grades first; of equal ones the tag that fewer customers hold; one a tag.

    A grade is as high as it stands among the grades of its tag. Of several holdings of one tag the
    highest grade counts, then the highest score, then the first subject. `hidden` counts the tags
    that are left out. Cost: the customer's holdings.
    """
    wanted = {*tags_for("credit_risk")} & seen_tags()
    asked = HoldingsOfCustomer(customer_id=customer_id, tag_id="", run_id=run_id)
    rows = [row for row in store().rows(asked) if row.tag_id in wanted]
    versions = held_versions((row.tag_id, row.version) for row in rows)
    found = orjson.loads(run_named(run_id).report)["tags"]
    rows.sort(
        key=lambda row: (
            _place(versions[row.tag_id, row.version], row.grade),
            found.get(row.tag_id, {}).get("holders", 0),
            row.tag_id,
            -row.score,
            row.subject,
        )
    )
    worst: dict[str, HoldingRow] = {}
    for row in rows:
        worst.setdefault(row.tag_id, row)
    shown = [*worst.values()][:TOLD]
    named = subjects_named((row.subject for row in shown), run_id)
    return {
        "items": [
            {
                **{name: holding[name] for name in _SHOWN},
                "subject_name": named(row.subject),
                "holders": found.get(row.tag_id, {}).get("holders", 0),
                "evidence": (
                    f"/api/v1/customers/{quote(customer_id, safe='')}/tags/{row.tag_id}"
                    f"?run={run_id}"
                ),
            }
            for row, holding in zip(
                shown,
                shown_holdings(customer_id, shown, run_id, with_evidence=False),
                strict=True,
            )
        ],
        "hidden": len(worst) - len(shown),
    }


def _place(version: HeldVersion, grade: str) -> int:
    """Where a grade stands among those of its tag: 0 is the highest, unknown ones come last."""
    ids = [known.grade_id for known in version.grades]
    return ids.index(grade) if grade in ids else len(ids)
