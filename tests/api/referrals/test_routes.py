"""GET /customers/{id}/referrals: the chain above a customer, and the tree below."""

from itertools import pairwise
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people, referrals_of
from tests.tags.referral_banks import example, keeping, load


def told(bank: ServedBank, customer_id: str, **query: Any) -> dict[str, Any]:
    answer: dict[str, Any] = bank.get(f"/customers/{customer_id}/referrals", **query)
    return answer


def below(answer: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(each["customer_id"], each["referrer_id"], each["level"]) for each in answer["below"]]


def test_the_worked_example_is_told_from_above_and_below(bank: ServedBank) -> None:
    example(bank)
    first = "2024-01-01T00:00:00.000Z"
    assert told(bank, "A") == {
        "customer_id": "A",
        "run_id": 1,
        "as_of": "2025-12-31",
        "known_at": bank.get("/runs/1")["published_at"],
        "currency": "CNY",
        "referrer_id": None,
        "referred_at": None,
        "root_id": "A",
        "depth": 0,
        "chain": ["A"],
        "chain_hidden": 0,
        "later_referrals": [],
        "later_referrals_hidden": 0,
        "self_referrals": [],
        "ring": None,
        "direct": 2,
        "total": 3,
        "deepest": 2,
        "credit": 55.0,
        "assets_unknown": 0,
        "below": [
            {"customer_id": "B", "referrer_id": "A", "level": 1, "at": first},
            {"customer_id": "C", "referrer_id": "A", "level": 1, "at": first.replace("1T", "2T")},
            {"customer_id": "D", "referrer_id": "C", "level": 2, "at": first.replace("1T", "3T")},
        ],
        "hidden": 0,
        "names": {each: each for each in "ABCD"},
    }
    c, d = told(bank, "C"), told(bank, "D")
    assert [c[name] for name in ("referrer_id", "root_id", "depth", "chain")] == [
        "A",
        "A",
        1,
        ["A", "C"],
    ]
    assert [c[name] for name in ("direct", "total", "deepest", "credit")] == [1, 1, 1, 50]
    assert [d[name] for name in ("referrer_id", "root_id", "depth", "chain")] == [
        "C",
        "A",
        2,
        ["A", "C", "D"],
    ]
    assert [d[name] for name in ("direct", "total", "deepest", "credit")] == [0, 0, 0, 0]
    assert (d["referred_at"], d["below"], d["hidden"]) == ("2024-01-03T00:00:00.000Z", [], 0)


def test_the_nearest_below_come_first_and_the_others_are_counted(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "F>B", "F>E", "B>D", "E>A", "E>C", "A>G", customers=some())
    everybody = [("B", "F", 1), ("E", "F", 1), ("A", "E", 2), ("C", "E", 2), ("D", "B", 2)]
    everybody.append(("G", "A", 3))
    for limit in range(1, 8):
        answer = told(sqlite_bank, "F", limit=limit)
        assert below(answer) == everybody[:limit]
        assert (answer["total"], answer["hidden"]) == (6, max(0, 6 - limit))


def some() -> list[dict[str, Any]]:
    return people(*"ABCDEFG")


def test_a_ring_and_later_referrals_are_told_beside_the_chain(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>B 2024-01-01",
        "B>C 2024-01-02",
        "C>A 2024-01-03",
        more=referrals_of("D>B 2024-02-01", "E>A 2024-02-02", channel="app"),
    )
    ring = {
        "size": 3,
        "customers": ["A", "B", "C"],
        "cut_referral": {
            **{"referrer_id": "C", "referred_id": "A", "at": "2024-01-03T00:00:00.000Z"}
        },
    }
    a, b = told(sqlite_bank, "A"), told(sqlite_bank, "B")
    assert a["ring"] == b["ring"] == ring
    assert (a["referrer_id"], a["chain"], a["total"]) == (None, ["A"], 2)
    assert (b["referrer_id"], b["chain"]) == ("A", ["A", "B"])
    assert a["later_referrals"] == [
        {
            **{"referrer_id": "E", "referred_id": "A", "at": "2024-02-02T00:00:00.000Z"},
            "channel": "app",
        }
    ]
    assert [each["referrer_id"] for each in b["later_referrals"]] == ["D"]
    assert b["names"].keys() == {"A", "B", "C", "D"}


def test_a_customer_without_any_referral_is_its_own_root(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B")
    f = told(sqlite_bank, "F")
    assert (f["referrer_id"], f["root_id"], f["depth"], f["chain"]) == (None, "F", 0, ["F"])
    assert (f["direct"], f["total"], f["deepest"], f["credit"], f["below"]) == (0, 0, 0, 0, [])


def test_a_customer_who_was_closed_has_no_referrals_any_more(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(sqlite_bank, "A>B", "B>C", "C>D")
    alone = told(sqlite_bank, "F")
    gone = write_files(
        tmp_path / "g", customers=people(*"ACDEF"), referrals=referrals_of("A>B", "B>C", "C>D")
    )
    sqlite_bank.load(gone, "--full", "--allow-closing")
    assert told(sqlite_bank, "B") == {
        **alone,
        **{"customer_id": "B", "root_id": "B", "chain": ["B"], "names": {"B": "B"}},
    }
    assert told(sqlite_bank, "A")["total"] == 0
    assert told(sqlite_bank, "D")["chain"] == ["C", "D"]


def test_a_load_and_a_run_for_another_day_are_seen_at_once(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B 2024-01-01", "B>C 2025-06-01")
    assert told(sqlite_bank, "A")["total"] == 2
    more = referrals_of("A>D 2024-01-01", "D>E 2026-06-01")
    sqlite_bank.keep(customers=people("G"), referrals=more)
    assert told(sqlite_bank, "A")["total"] == 3
    sqlite_bank.derive("--tags", "referral_root", "--as-of", "2026-06-30")
    answer = told(sqlite_bank, "A")
    assert (answer["total"], answer["run_id"], answer["as_of"]) == (4, 2, "2026-06-30")
    sqlite_bank.derive("--tags", "referral_root", "--as-of", "2024-12-31")
    assert told(sqlite_bank, "A") == answer
    then = sqlite_bank.get("/customers/A/referrals", run=-1)
    assert (then["total"], then["run_id"], then["as_of"]) == (2, -1, "2024-12-31")


def test_before_any_run_the_day_is_today(sqlite_bank: ServedBank) -> None:
    rows = referrals_of("A>B", "A>C 2099-01-01")
    sqlite_bank.keep(customers=some(), referrals=rows)
    answer = told(sqlite_bank, "A")
    assert (answer["run_id"], answer["total"]) == (None, 1)


def test_who_refused_marketing_is_told_all_the_same(sqlite_bank: ServedBank) -> None:
    customers = [*people("A"), *people("B", "C", marketing_consent="false")]
    load(sqlite_bank, "A>B", "B>C", customers=customers)
    assert [customer for customer, *_ in below(told(sqlite_bank, "A"))] == ["B", "C"]


@pytest.mark.parametrize("limit", [0, 501, "many", ""])
def test_a_limit_out_of_bounds_is_refused(sqlite_bank: ServedBank, limit: Any) -> None:
    load(sqlite_bank, "A>B")
    answer = sqlite_bank.get("/customers/A/referrals", status=422, limit=limit)
    assert [each["field"] for each in answer["fields"]] == ["limit"]


def test_an_unknown_customer_is_not_found(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B")
    answer = sqlite_bank.get("/customers/nobody/referrals", status=404)
    assert answer["type"].endswith("not-found")
    assert "nobody" in answer["detail"]


LONG, MANY = 3_000, 10_000


@pytest.mark.slow
def test_a_very_long_chain_and_very_many_referred_are_told_in_part_and_at_once(
    sqlite_bank: ServedBank,
) -> None:
    line = [f"L{number:05}" for number in range(LONG)]
    star = [f"S{number:05}" for number in range(MANY)]
    arcs = [f"{a}>{b} 2024-01-01" for a, b in pairwise(line)]
    arcs += [f"{star[0]}>{each} 2024-01-01" for each in star[1:]]
    sqlite_bank.keep(
        customers=[*people(*line), *keeping(**dict.fromkeys(star, 2))],
        referrals=referrals_of(*arcs),
    )
    told(sqlite_bank, line[-1])
    began = monotonic()
    last, first = told(sqlite_bank, line[-1]), told(sqlite_bank, line[0], limit=500)
    middle = told(sqlite_bank, star[0])
    assert monotonic() - began < 2
    assert (last["depth"], last["chain"]) == (LONG - 1, [line[0], *line[-499:]])
    assert last["chain_hidden"] == LONG - 500
    assert [each["level"] for each in first["below"]] == list(range(1, 501))
    assert (first["deepest"], first["hidden"]) == (LONG - 1, LONG - 501)
    assert [each["customer_id"] for each in middle["below"]] == star[1:51]
    assert (middle["total"], middle["credit"]) == (MANY - 1, 2.0 * (MANY - 1))


def test_a_referral_that_is_only_supposed_may_close_a_ring(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B", "B>C")
    supposed = {"type": "REFERRED", "from": "C", "to": "A", "at": "2024-06-01"}
    body = {"add": [supposed], "customers": ["A"], "tags": ["referral_ring", "referral_root"]}
    (a,) = sqlite_bank.client.post("/api/v1/what-if", json=body).get_json()["customers"]
    assert [each["tag_id"] for each in a["gained"]] == ["referral_ring"]
    assert a["gained"][0]["evidence"]["edges"][-1] == {
        **{"type": "REFERRED", "from": "C", "to": "A", "source": None},
        "at": "2024-06-01T00:00:00.000Z",
    }
    assert [each["then"]["value"] for each in a["altered"]] == [
        {"direct": 1, "total": 2, "deepest": 2}
    ]
