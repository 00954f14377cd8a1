"""What lists are asked for: a tag for another purpose is no audience, and a purpose must be one."""

from typing import Any

import pytest

from tests.api.marketing.standing import DAY, TAGS, ask, circle_of
from tests.banks import ServedBank


@pytest.fixture
def circle(sqlite_bank: ServedBank) -> ServedBank:
    return circle_of(sqlite_bank)


def test_a_tag_that_is_not_for_marketing_is_no_audience(circle: ServedBank) -> None:
    for path, body, field in (
        ("/influence/seeds", {"k": 1, "within": "near_blocked"}, "within"),
        ("/influence/seeds", {"k": 1, "within": "near_blocked", "purpose": "service"}, "within"),
        ("/look-alike", {"k": 1, "tag": "near_blocked"}, "tag"),
    ):
        problem = ask(circle, path, 422, **body)
        assert [each["field"] for each in problem["fields"]] == [field]
        assert "near_blocked" in problem["detail"]
        assert "credit_risk and aml" in problem["detail"]
    # A household of one who refused: for the manager it is whole, and no marketer may ask for it.
    married = {"a_id": "given", "b_id": "refused", "relation": "spouse"}
    circle.keep(kinships=[married])
    circle.derive("--as-of", DAY, "--tags", TAGS)
    seeds = ask(circle, "/influence/seeds", k=2, within="household", purpose="service")
    assert {row["customer_id"] for row in seeds["seeds"]} == {"given", "refused"}
    lists: list[tuple[str, dict[str, Any]]] = [
        ("/tags/household/customers", {}),
        ("/customers", {"tag": "household"}),
        ("/runs/1/changes/3", {"tag": "household"}),
    ]
    for path, query in lists:
        refused = circle.get(path, 422, purpose="marketing", **query)
        assert "household is not for marketing" in refused["detail"]
        plain = circle.get(path, limit=500, **query)
        assert {row["customer_id"] for row in plain["items"]} == {"given", "refused"}
        assert {row["consent"] for row in plain["items"]} == {None}
        assert "***" not in str(plain)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/influencers", {"purpose": "risk"}),
        ("/influencers", {"purpose": "aml"}),
        ("/communities", {"purpose": ""}),
        ("/communities/x/history", {"purpose": "all"}),
        ("/customers/given/similar", {"purpose": "x"}),
        ("/tags/opinion_leader/customers", {"purpose": "sales"}),
        ("/tags/opinion_leader/customers", {"purpose": "credit_risk"}),
        ("/customers", {"tag": "opinion_leader", "purpose": "sales"}),
        ("/customers", {"purpose": "marketing"}),
        ("/runs/1/changes/2", {"purpose": "aml"}),
    ],
)
def test_a_purpose_that_there_is_not_is_refused(
    circle: ServedBank, path: str, query: dict[str, Any]
) -> None:
    fields = [each["field"] for each in circle.get(path, 422, **query)["fields"]]
    assert "purpose" in fields


def test_a_purpose_that_body_and_address_contradict_is_refused(circle: ServedBank) -> None:
    said = {"k": 1, "purpose": "marketing"}
    for path, body in (("/influence/seeds", said), ("/look-alike", said | {"seeds": ["given"]})):
        problem = ask(circle, f"{path}?purpose=service", 422, **body)
        assert [each["field"] for each in problem["fields"]] == ["purpose"]
        ask(circle, f"{path}?purpose=everything", 422, **body)
