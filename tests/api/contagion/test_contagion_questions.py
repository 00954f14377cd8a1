"""POST /contagion: what may be asked, how much is listed, and which day is looked at."""

import itertools
from typing import Any

import pytest

from tests.api.contagion.contagious import EQUITY, NO_BANK_LOSS, ask, load, load_example, rounds_of
from tests.banks import ServedBank
from tests.building import companies, firms, guarantees_of, obligations_of


@pytest.fixture
def cascade(sqlite_bank: ServedBank) -> ServedBank:
    return load_example(sqlite_bank)


@pytest.mark.parametrize(
    ("model", "edge"),
    [
        ("threshold", {"type": "OWES", "from": "C", "to": "B"}),
        ("threshold", {"type": "GUARANTEES", "from": "B", "to": "A"}),
        ("debtrank", {"type": "OWES", "from": "nobody", "to": "B"}),
        ("clearing", {"type": "GUARANTEES", "from": "E", "to": "D"}),
    ],
)
def test_an_edge_that_is_not_there_cannot_be_taken_away(
    cascade: ServedBank, model: str, edge: dict[str, str]
) -> None:
    load(cascade, customers=companies("Z"), guarantees=guarantees_of("E>D"))
    refused = ask(cascade, 422, model=model, defaulted=["A"], remove=[edge])
    assert "{type} from {from} to {to}".format(**edge) in refused["detail"]
    assert [each["field"] for each in refused["fields"]] == ["remove"]


@pytest.mark.parametrize(
    ("body", "field", "named"),
    [
        ({"model": "thresold", "defaulted": ["A"]}, "model", "'debtrank_differential'"),
        ({"defaulted": []}, "defaulted", "threshold"),
        ({"model": "threshold", "defaulted": ["A", "Q", "R"]}, "defaulted", "Q, R"),
        ({"model": "debtrank", "shocks": {"Q": 0.1}}, "shocks", "Q"),
        ({"model": "debtrank", "shocks": {"A": 1.5}}, "shocks.A", "1"),
        ({"model": "debtrank", "shocks": {"A": -0.1}}, "shocks.A", "0"),
        ({"model": "debtrank", "shocks": {"A": float("nan")}}, "shocks.A", "number"),
        ({"model": "debtrank", "shocks": {"A": "much"}}, "shocks.A", "number"),
        ({"model": "debtrank"}, "defaulted", "debtrank"),
        ({"model": "threshold", "defaulted": []}, "defaulted", "threshold"),
        ({"model": "threshold", "shocks": {"A": 0.5}}, "shocks", "threshold"),
        ({"model": "debtrank", "defaulted": ["A"], "shocks": {"A": 1}}, "defaulted", "A"),
        ({"model": "clearing", "loss_given_default": 1.1}, "loss_given_default", "1"),
        ({"model": "threshold", "defaulted": ["A"], "max_rounds": 0}, "max_rounds", "1"),
        ({"model": "threshold", "defaulted": ["A"], "value": {"Q": 1}}, "value", "Q"),
        ({"model": "threshold", "defaulted": ["A"], "value": {"A": 0}}, "value", "weight"),
        ({"model": "threshold", "defaulted": ["A"], "value": {"A": -1}}, "value", "0"),
        ({"model": "threshold", "defaulted": ["A"], "value": "capital"}, "value", "exposure"),
        ({"model": "threshold", "defaulted": ["A"], "limit": 501}, "limit", "500"),
        ({"model": "threshold", "defaulted": ["A"], "who": "A"}, "who", ""),
        (
            {"model": "threshold", "defaulted": ["A"], "remove": [{"type": "PAID"}]},
            "remove.0.type",
            "OWES",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_the_field(
    cascade: ServedBank, body: dict[str, Any], field: str, named: str
) -> None:
    refused = ask(cascade, 422, **body)
    assert field in {each["field"] for each in refused["fields"]}
    assert named in refused["detail"]


def test_of_many_unknown_customers_ten_are_named_and_the_others_counted(
    cascade: ServedBank,
) -> None:
    unknown = [f"Q{i:02}" for i in range(13)]
    refused = ask(cascade, 422, model="threshold", defaulted=unknown)
    assert refused["detail"] == f"there is no customer {', '.join(unknown[:10])} and 3 more"


def test_a_customer_named_twice_fails_once(cascade: ServedBank) -> None:
    once = ask(cascade, model="threshold", defaulted=["A", "E"])
    assert ask(cascade, model="threshold", defaulted=["E", "A", "E"]) == once
    assert once["totals"]["defaulted"] == 4
    assert ask(cascade, model="threshold", shocks={"A": 1, "E": 1}) == once


@pytest.mark.parametrize(
    ("value", "weighed_by", "impact"),
    [
        ({}, "exposure", 0.75),
        ({"value": "exposure"}, "exposure", 0.75),
        ({"value": "equal"}, "equal", 0.4),
        ({"value": {"B": 1, "E": 3}}, "given", 0.25),
    ],
)
def test_the_impact_weighs_customers_as_asked(
    cascade: ServedBank, value: Any, weighed_by: str, impact: float
) -> None:
    lent = {"A": 20, "B": 75, "C": 75, "D": 30}
    exposures = [
        {"exposure_id": f"{each}{currency}", "customer_id": each, "amount": amount}
        | {"currency": currency}
        for each, amount in lent.items()
        for currency in ("CNY", "USD")
        if currency == "CNY" or each == "D"
    ]
    load(cascade, customers=firms(**EQUITY), exposures=exposures)
    told = ask(cascade, model="threshold", defaulted=["A"], **value)
    assert told["value"] == weighed_by
    assert told["totals"]["impact"] == pytest.approx(impact)


def test_a_round_lists_the_hardest_hit_and_counts_the_others(sqlite_bank: ServedBank) -> None:
    ids = [f"B{i:02}" for i in range(60)]
    load(
        sqlite_bank,
        customers=firms(A=1, **dict.fromkeys(ids, 1)),
        obligations=obligations_of(*(f"A>{each} {i + 1}" for i, each in enumerate(ids))),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    assert rounds_of(told)[1] == ids[:9:-1]
    assert [each["hidden"] for each in told["rounds"]] == [0, 10]
    assert (len(told["customers"]), told["hidden"]) == (50, 11)
    few = ask(sqlite_bank, model="threshold", defaulted=["A"], limit=3)
    assert rounds_of(few)[1] == ids[:-4:-1]
    assert few["totals"] == told["totals"] == {**told["totals"], "defaulted": 61}


def test_of_very_many_reasons_the_largest_are_listed_and_the_others_counted(
    sqlite_bank: ServedBank,
) -> None:
    ids = [f"A{i:02}" for i in range(30)]
    load(
        sqlite_bank,
        customers=[*companies(*ids), *firms(B=30)],
        obligations=obligations_of(*(f"{each}>B {i + 1}" for i, each in enumerate(ids))),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=ids)
    (b,) = told["rounds"][1]["customers"]
    assert [each["share"] for each in b["because"]] == list(range(30, 10, -1))
    assert b["because_hidden"] == 10


def test_a_cascade_that_was_cut_short_says_so(sqlite_bank: ServedBank) -> None:
    ids = [f"C{i:03}" for i in range(200)]
    chain = [f"{a}>{b} 5" for a, b in itertools.pairwise(ids)]
    load(
        sqlite_bank,
        customers=firms(**dict.fromkeys(ids, 5)),
        obligations=obligations_of(*chain),
    )
    whole = ask(sqlite_bank, model="threshold", defaulted=["C000"])
    assert rounds_of(whole) == [[each] for each in ids]
    assert whole["complete"]
    cut = ask(sqlite_bank, model="threshold", defaulted=["C000"], max_rounds=2)
    assert rounds_of(cut) == [[each] for each in ids[:3]]
    assert not cut["complete"]
    assert ask(sqlite_bank, model="threshold", defaulted=["C197"], max_rounds=2)["complete"]
    cut = ask(sqlite_bank, model="debtrank", defaulted=["C000"], max_rounds=2)
    assert rounds_of(cut) == [[each] for each in ids[:3]]
    assert not cut["complete"]


def test_amounts_in_other_currencies_are_counted_and_left_out(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        customers=firms(A=1, B=50),
        obligations=[{**row, "currency": "USD"} for row in obligations_of("A>B 60")],
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    assert rounds_of(told) == [["A"]]
    assert told["currency"] == "CNY"
    assert told["unknown"]["other_currency"] == 1


def test_the_losses_of_the_run_are_kept_until_something_is_loaded_or_published(
    cascade: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask(cascade, model="threshold", defaulted=["A"])
    assert told["run_id"] is None
    door = type(cascade.client.application.extensions["guanxi.store"])
    read: list[Any] = []
    columns = door.columns

    def counted(self: Any, view: Any) -> Any:
        read.append(view)
        return columns(self, view)

    monkeypatch.setattr(door, "columns", counted)
    assert ask(cascade, model="threshold", defaulted=["A"]) == told
    assert read == []
    load(
        cascade,
        customers=firms(**EQUITY),
        obligations=obligations_of("C>D 40"),
    )
    assert rounds_of(ask(cascade, model="threshold", defaulted=["A"]))[-1] == ["E"]
    assert read
    cascade.derive("--as-of", "2025-12-31", "--tags", "guarantee_circle")
    read.clear()
    later = ask(cascade, model="threshold", defaulted=["A"])
    assert (later["run_id"], later["as_of"]) == (1, "2025-12-31")
    assert read


def test_guarantees_count_on_the_day_of_the_run(sqlite_bank: ServedBank) -> None:
    until = [{**row, "to_on": "2025-06-01"} for row in guarantees_of("B>A")]
    load(sqlite_bank, customers=firms(A=1, B=50), guarantees=until)
    assert rounds_of(ask(sqlite_bank, model="threshold", defaulted=["A"])) == [["A"]]
    sqlite_bank.derive("--as-of", "2025-05-31", "--tags", "guarantee_circle")
    assert rounds_of(ask(sqlite_bank, model="threshold", defaulted=["A"])) == [["A"], ["B"]]


def test_a_bank_without_obligations_clears_nothing(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, customers=companies("A"))
    told = ask(sqlite_bank, model="clearing")
    assert told["totals"] == {"defaulted": 0, "impact": 0, "loss": "0.00", **NO_BANK_LOSS}
    assert told["customers"] == []


@pytest.mark.slow
@pytest.mark.parametrize("model", ["threshold", "debtrank", "debtrank_differential"])
def test_ten_thousand_may_fail_at_once(sqlite_bank: ServedBank, model: str) -> None:
    ids = [f"C{i:05}" for i in range(10_000)]
    load(
        sqlite_bank,
        customers=[*companies(*ids), *firms(B=9_999)],
        obligations=obligations_of(*(f"{each}>B 1" for each in ids)),
    )
    told = ask(sqlite_bank, model=model, defaulted=ids)
    assert told["totals"]["defaulted"] == 10_001
    assert told["rounds"][0]["hidden"] == 9_950
    assert rounds_of(told)[1] == ["B"]
