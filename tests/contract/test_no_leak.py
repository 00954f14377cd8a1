"""No list for marketing names, by id or by name, a customer whom it leaves out.

Every operation of the API stands in one of two tables here, so that a new one cannot be forgotten.
"""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from service.settings import Settings
from service.tags import catalogue
from tests.banks import ServedBank
from tests.building import Row
from tests.contract.worlds import SMALL_WORLD

#: The lists that are for marketing unless something else is said.
MARKETING = {
    "choose_seeds",
    "find_look_alikes",
    "get_community",
    "get_community_history",
    "get_similar",
    "list_changes",
    "list_communities",
    "list_customers",
    "list_holders",
    "list_influencers",
}
#: Whatever else is asked, and what it is.
OTHERS = {
    "a customer's own page, complete for whoever looks after it": {
        "get_customer",
        "get_account_of_data",
        "get_dossier",
        "get_tag_of_customer",
        "get_money",
        "get_neighbours",
        "get_neighbours_as_graph",
        "get_ownership",
        "get_path",
        "get_path_as_graph",
        "get_referrals",
        "get_tags",
        "list_exposures",
        "list_exposures_of_customer",
        "get_beneficial_owners",
        "get_decision_makers",
        "match_customers",
    },
    "risk, whose questions are complete": {
        "cut_contagion",
        "get_case",
        "keep_case",
        "list_cases",
        "list_large_exposures",
        "run_contagion",
        "run_contagion_as_graph",
        "suppose",
    },
    "groups that are no communities": {
        "get_group",
        "get_group_as_graph",
        "get_history",
        "get_override",
        "get_why",
        "list_overrides_of_group",
        "list_groups",
        "list_overrides",
        "make_override",
        "withdraw_override",
    },
    "what people decided, and what waits for them": {
        "decide_lead",
        "reveal",
        "erase",
        "decide_on",
        "list_audit",
        "list_decisions",
        "list_inbox",
        "list_leads",
    },
    "which numbers are one customer": {
        "decide_identity",
        "get_identity",
        "list_identities",
        "list_suggestions",
    },
    "names no customer": {
        "get_load",
        "get_run",
        "get_tag",
        "list_loads",
        "list_runs",
        "list_tags",
        "list_versions",
        "live",
        "metrics",
        "ready",
        "verify_chains",
    },
}
NAMES = {
    row["customer_id"]: f"{row['customer_id']}·名"
    for row in SMALL_WORLD["customers"]
    if row["customer_id"] != "PX"
}
#: Customers who are planted to be left out, persons and firms, of each sort in turn.
PLANTED: list[dict[str, dict[str, str]]] = [
    {each: {"marketing_consent": "false"} for each in ("P1", "C1", "C4")},
    {each: {"marketing_consent": "false"} for each in ("P2", "P3", "C5")},
    {"P2": {"blocked": "true"}, "P5": {"is_client": "false"}, "C1": {"blocked": "true"}},
    {"P3": {"marketing_consent": ""}, "P1": {"marketing_consent": ""}, "C2": {"blocked": "true"}},
]
AUDIENCES = [tag_id for tag_id, tag in catalogue().items() if "marketing" in tag.purposes]
#: Who is left out as the small world has it, under either setting.
ALWAYS = {"C6"}


def operations(bank: ServedBank) -> dict[str, Any]:
    """Every operation of the OpenAPI document, by its id; a table is its list in another form."""
    document = json.loads(bank.client.get("/openapi.json").data)
    return {
        operation["operationId"].removesuffix("_as_table"): operation
        for methods in document["paths"].values()
        for operation in methods.values()
    }


def test_every_operation_is_a_list_for_marketing_or_is_known_to_be_none(world: ServedBank) -> None:
    declared = sorted([*MARKETING, *(each for kind in OTHERS.values() for each in kind)])
    assert declared == sorted(operations(world))


def test_the_lists_for_marketing_are_those_that_take_a_purpose(world: ServedBank) -> None:
    taking = {
        name
        for name, operation in operations(world).items()
        if any(parameter["name"] == "purpose" for parameter in operation.get("parameters", ()))
    }
    assert taking == MARKETING


def planted_world(planted: dict[str, dict[str, str]]) -> dict[str, Sequence[Row]]:
    """The small world with names that are found again, and some who must be left out."""
    customers = [
        {
            **{column: value for column, value in row.items() if column != "former_name"},
            "name": NAMES.get(row["customer_id"], row["customer_id"]),
            "blocked": "",
            **({"marketing_consent": "true"} if row["kind"] == "person" else {}),
            **planted.get(row["customer_id"], {}),
        }
        for row in SMALL_WORLD["customers"]
    ]
    return {**SMALL_WORLD, "customers": customers}


def questions(bank: ServedBank) -> Iterator[tuple[str, str, Any, Any]]:
    """Every question of MARKETING: the operation, the customers it names itself, path and body."""
    communities = [each["community_id"] for each in bank.get("/communities", limit=500)["items"]]
    customers = [each["customer_id"] for each in bank.get("/customers", limit=500)["items"]]
    networks = ("influence", "referrals", "kinship", "payments", "shared_employers")
    for network in networks:
        for sort in ("rank", "-name", "assets"):
            path = f"/influencers?network={network}&sort={sort}&limit=500"
            yield "list_influencers", "", path, None
        for each in communities:
            path = f"/influencers?network={network}&community={each}"
            yield "list_influencers", "", path, None
        yield "choose_seeds", "", "/influence/seeds", {"k": 1, "network": network}
    for k in range(1, 10):
        yield "choose_seeds", "", "/influence/seeds", {"k": k}
    yield "list_communities", "", "/communities?limit=500", None
    for each in communities:
        yield "get_community", "", f"/communities/{each}?limit=500", None
        yield "get_community_history", "", f"/communities/{each}/history", None
        yield "choose_seeds", "", "/influence/seeds", {"k": 1, "within": each}
    for each in customers:
        yield "get_similar", each, f"/customers/{each}/similar?limit=500", None
        yield "list_communities", each, f"/communities?customer_id={each}", None
        yield "find_look_alikes", "", "/look-alike", {"seeds": [each], "k": 50}
        yield "choose_seeds", "", "/influence/seeds", {"k": 1, "exclude": [each]}
    yield "find_look_alikes", "", "/look-alike", {"seeds": customers[:4], "k": 50}
    for tag in AUDIENCES:
        yield "list_holders", "", f"/tags/{tag}/customers?limit=500", None
        yield "list_customers", "", f"/customers?tag={tag}&limit=500", None
        yield "list_customers", "", f"/customers?tag={tag}&sort=-assets", None
        yield "list_customers", "", f"/customers?tag={tag}&q=名&limit=500", None
        yield "list_changes", "", f"/runs/1/changes/2?tag={tag}&limit=500", None
        yield "find_look_alikes", "", "/look-alike", {"tag": tag, "k": 50}
        yield "choose_seeds", "", "/influence/seeds", {"k": 1, "within": tag}
    for sort in ("customer_id", "-name", "score"):
        yield "list_changes", "", f"/runs/1/changes/2?sort={sort}&limit=500", None


def left_out(bank: ServedBank, mode: str) -> set[str]:
    """Whom no list may name, told from what each customer's own page says."""
    found = set()
    for each in bank.get("/customers", limit=500)["items"]:
        own = bank.get(f"/customers/{each['customer_id']}")
        consent = own["marketing_consent"]
        unknown = mode == "opt_in" and own["kind"] == "person" and consent is None
        if consent is False or own["blocked"] or not own["is_client"] or unknown:
            found.add(each["customer_id"])
    return found


def answers(bank: ServedBank, path: str, body: Any) -> Iterator[Any]:
    """What is answered, as JSON and, where there is such an answer, as CSV."""
    for form in ("application/json", "text/csv"):
        asked: dict[str, Any] = {"headers": {"Accept": form}} | ({"json": body} if body else {})
        method = "POST" if body else "GET"
        answer = bank.client.open(f"/api/v1{path}", method=method, **asked)
        assert answer.status_code in (200, 422), (path, body, answer.get_data(as_text=True))
        yield answer


def seen_in(operation: str, answer: Any) -> str:
    """What of an answer is for marketing: of changes those of tags that are."""
    text: str = answer.get_data(as_text=True)
    if operation != "list_changes":
        return text
    if answer.mimetype == "text/csv":
        lines = csv.DictReader(text.removeprefix("\ufeff").splitlines())
        titles = {catalogue()[tag_id].title.en for tag_id in AUDIENCES}
        return str([row for row in lines if row["tag_id"] in titles])
    items = json.loads(text)["items"]
    return json.dumps([row for row in items if row["tag_id"] in AUDIENCES], ensure_ascii=False)


def leaks(bank: ServedBank, mode: str) -> tuple[list[str], set[str]]:
    """The questions whose answers name somebody who is left out; and the operations asked."""
    hidden = left_out(bank, mode)
    assert hidden > ALWAYS
    found, asked = [], set()
    for operation, own, path, body in questions(bank):
        text = "".join(seen_in(operation, each) for each in answers(bank, path, body))
        asked.add(operation)
        # The id that the address names is no news; the name that belongs to it would be.
        for each in hidden:
            if each == own:
                text = text.replace(f'"customer_id":"{each}"', "").replace(f"customer {each}", "")
            # C1, but not C10 or @C1; names begin with the id.
            if re.search(rf"(?<![\w@-]){each}(?![\w-])", text):
                found.append(f"{each} in {path} {body or ''}")
    return found, asked


@pytest.mark.parametrize("mode", ["opt_in", "opt_out"])
@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: "-".join(planted))
def test_no_answer_for_marketing_names_who_is_left_out(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    planted: dict[str, dict[str, str]],
    mode: str,
) -> None:
    search(sqlite_bank, monkeypatch, planted, mode)


def test_no_answer_of_either_engine_names_who_is_left_out(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(bank, monkeypatch, PLANTED[0] | PLANTED[2], "opt_in")


def search(bank: ServedBank, monkeypatch: pytest.MonkeyPatch, planted: Any, mode: str) -> None:
    """Derive the planted world twice, the second time with what ties it, and ask everything."""
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", mode)
    world = planted_world(planted)
    bank.keep(customers=world["customers"])
    bank.derive("--as-of", "2025-12-31")
    bank.keep(**world)
    bank.derive("--as-of", "2025-12-31")
    assert {each["tag_id"] for each in bank.get("/runs/1/changes/2", limit=500)["items"]}
    assert Settings().marketing_consent == mode
    found, asked = leaks(bank, mode)
    assert found == []
    assert asked == MARKETING
