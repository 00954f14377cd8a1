"""Holdings: their shape and evidence, their history, and what is said where there is none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cypher.vocabulary import EDGE_TYPES
from tests.banks import ServedBank
from tests.building import companies, guarantees_of, people
from tests.contract.worlds import SMALL_WORLD

KEYS = {
    "subject",
    "tag_id",
    "version",
    "title",
    "grade",
    "score",
    "value",
    "since_run",
    "run_id",
    "sentence",
}
TAG = "guarantee_circle"
DAY = "2025-12-31"


@pytest.fixture
def small_bank(bank: ServedBank) -> ServedBank:
    """The small world with one run, on each engine."""
    bank.keep(**SMALL_WORLD)
    bank.derive("--as-of", DAY)
    return bank


def circle(bank: ServedBank, *arcs: str) -> None:
    """Load exactly these guarantees among a to f, and derive the circles."""
    bank.keep_only(customers=companies(*"abcdef"), guarantees=guarantees_of(*arcs))
    bank.derive("--tags", TAG, "--as-of", DAY)


def holder_ids(bank: ServedBank) -> list[str]:
    return [each["customer_id"] for each in bank.items("/customers", limit=500)]


def test_a_holding_has_every_key_and_its_evidence_names_its_sources(
    small_bank: ServedBank,
) -> None:
    seen = set()
    for customer_id in holder_ids(small_bank):
        told = small_bank.get(f"/customers/{customer_id}/tags", include="evidence")
        assert told["customer_id"] == customer_id
        assert told["run_id"] == 1
        for holding in told["tags"]:
            seen.add(holding["tag_id"])
            assert holding.keys() >= KEYS | {"evidence"}
            assert holding["since_run"] == holding["run_id"] == 1
            for text in (holding["title"], holding["sentence"]):
                assert text.keys() == {"zh", "en"}
                assert all(text.values())
            assert isinstance(holding["value"], dict)
            assert holding["evidence"].keys() == {"edges", "facts"}
            for edge in holding["evidence"]["edges"]:
                assert edge["type"] in EDGE_TYPES
                assert edge["from"]
                assert edge["to"]
                assert edge["source"] == "L1"
    assert len(seen) >= 3


def test_evidence_comes_where_it_is_asked_for(world: ServedBank) -> None:
    (brief,) = [each for each in world.get("/customers/C1/tags")["tags"] if each["tag_id"] == TAG]
    assert brief.keys() >= KEYS
    assert "evidence" not in brief
    full = world.holding("C1", TAG)
    assert full.pop("evidence")
    assert full == brief


def test_a_holding_told_alone_is_the_one_in_the_list(small_bank: ServedBank) -> None:
    for customer_id in holder_ids(small_bank):
        told = small_bank.get(f"/customers/{customer_id}/tags", include="evidence")["tags"]
        for tag_id in {holding["tag_id"] for holding in told}:
            alone = small_bank.get(f"/customers/{customer_id}/tags/{tag_id}")
            assert alone["holdings"] == [each for each in told if each["tag_id"] == tag_id]


def test_a_customer_counts_its_tags_in_brief(world: ServedBank) -> None:
    customer = world.get("/customers/C1")
    told = world.get("/customers/C1/tags")["tags"]
    assert sum(each["count"] for each in customer["tags"]) == len(told)
    assert {each["tag_id"] for each in customer["tags"]} == {each["tag_id"] for each in told}


def test_a_holding_that_stays_the_same_keeps_its_first_run(bank: ServedBank) -> None:
    circle(bank, "a>b", "b>c", "c>a")
    before = bank.holding("a", TAG)
    bank.derive("--tags", TAG, "--as-of", DAY)
    after = bank.holding("a", TAG)
    assert (after["since_run"], after["run_id"]) == (1, 2)
    assert {**after, "run_id": 1} == before
    assert bank.get("/runs/1/changes/2")["items"] == []


def test_history_tells_what_was_held_then(bank: ServedBank) -> None:
    circle(bank, "a>b", "b>c", "c>a")
    circle(bank, "a>b", "b>c", "c>a", "c>d", "d>a")
    circle(bank, "d>e", "e>f", "f>d")

    scores = {
        run: {
            customer_id: [each["score"] for each in told(bank, customer_id, run)]
            for customer_id in "abcdef"
        }
        for run in (1, 2, 3)
    }
    none: list[float] = []
    three, four = [3.0], [4.0]
    assert scores == {
        1: {"a": three, "b": three, "c": three, "d": none, "e": none, "f": none},
        2: {"a": four, "b": four, "c": four, "d": four, "e": none, "f": none},
        3: {"a": none, "b": none, "c": none, "d": three, "e": three, "f": three},
    }
    assert bank.get(f"/customers/a/tags/{TAG}", run=2)["holdings"][0]["since_run"] == 2
    assert bank.get(f"/customers/a/tags/{TAG}", status=404)["type"].endswith("not-held")

    changes = {
        item["customer_id"]: (item["change"], item["score_before"], item["score_after"])
        for item in bank.items("/runs/1/changes/3")
    }
    assert changes == {
        **dict.fromkeys("abc", ("lost", 3, None)),
        **dict.fromkeys("def", ("gained", None, 3)),
    }
    assert {
        item["change"] for item in bank.items("/runs/1/changes/2") if item["customer_id"] != "d"
    } == {"changed"}


def told(bank: ServedBank, customer_id: str, run: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bank.get(f"/customers/{customer_id}/tags", run=run)["tags"]
    return found


def test_not_held_and_unknown_are_told_apart(bank: ServedBank) -> None:
    bank.keep(
        customers=[*people("leader", "follower", "hermit"), *companies("firm")],
        referrals=[{"referrer_id": "leader", "referred_id": "follower", "at": "2025-01-01"}],
    )
    no_run = bank.get("/customers/leader/tags/opinion_leader", status=404)
    assert no_run["type"].endswith("/unknown")
    assert bank.get("/customers/leader/tags") == {
        "customer_id": "leader",
        "run_id": None,
        "as_of": None,
        "known_at": None,
        "tags": [],
    }

    bank.derive("--as-of", DAY)
    kinds = {}
    for customer_id in ("follower", "hermit"):
        problem = bank.get(f"/customers/{customer_id}/tags/opinion_leader", status=404)
        kinds[customer_id] = problem["type"].rpartition("/")[2]
    assert kinds == {"follower": "not-held", "hermit": "unknown"}
    missing = bank.get("/customers/firm/tags/control_group_member", status=404)
    assert missing["type"].endswith("/unknown")
    assert "OWNS" in missing["detail"]
    assert bank.get("/customers/hermit/tags")["tags"] == []


def test_what_the_client_has_already_is_not_sent_again(sqlite_bank: ServedBank) -> None:
    circle(sqlite_bank, "a>b", "b>c", "c>a")
    client, path = sqlite_bank.client, "/api/v1/customers/a/tags"
    etag = client.get(path).headers["ETag"]
    assert etag.startswith('"')
    assert client.get(path).headers["ETag"] == etag
    for sent in (etag, f'"other", {etag}', "*", f"W/{etag}"):
        again = client.get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b""), sent
        assert again.headers["ETag"] == etag
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(f"{path}?include=evidence").headers["ETag"] != etag

    sqlite_bank.derive("--as-of", DAY)
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


@pytest.mark.parametrize(
    "customer_id", ["a/b", "a//b", "b/", "50%", "%2F", "王 小", "a?b#c", "..x", "😀"]
)
def test_an_id_may_hold_any_sign(sqlite_bank: ServedBank, customer_id: str) -> None:
    customers = [{"customer_id": customer_id, "kind": "person", "name": "somebody"}]
    kin = [{"a_id": customer_id, "b_id": "P1", "relation": "spouse"}]
    sqlite_bank.keep(customers=[*customers, *people("P1")], kinships=kin)
    sqlite_bank.derive("--tags", "opinion_leader")
    quoted = "".join(f"%{byte:02X}" for byte in customer_id.encode())
    assert sqlite_bank.get(f"/customers/{quoted}")["customer_id"] == customer_id
    assert sqlite_bank.get(f"/customers/{quoted}/tags")["customer_id"] == customer_id
    held = sqlite_bank.get(f"/customers/{quoted}/tags/opinion_leader")
    assert held["customer_id"] == customer_id
    around = sqlite_bank.get(f"/customers/{quoted}/neighbours")
    assert {node["id"] for node in around["nodes"]} == {customer_id, "P1"}
    ends: dict[str, Any] = {"from": customer_id, "to": "P1"}
    assert sqlite_bank.get("/paths", **ends)["hops"] == 1


def test_instants_are_told_in_utc(world: ServedBank) -> None:
    run = world.get("/runs/1")
    for name in ("started_at", "published_at"):
        assert run[name].endswith("Z")
        told_at = datetime.fromisoformat(run[name])
        assert abs(datetime.now(UTC) - told_at) < timedelta(hours=1)
    assert run["as_of"] == DAY
