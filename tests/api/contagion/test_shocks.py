"""POST /contagion: shocks to an industry, a region, a branch, the holders of a tag, a group."""

from typing import Any

import pytest

from tests.api.contagion.contagious import ask, last_of
from tests.banks import ServedBank
from tests.building import firms, holdings_of, obligations_of


@pytest.fixture
def bank_of_places(sqlite_bank: ServedBank) -> ServedBank:
    places = {
        "A": ("房地产业", "杭州", "西湖支行"),
        "B": ("房地产业", "宁波", "海曙支行"),
        "C": ("制造业", "杭州", "西湖支行"),
        "D": ("", "", ""),
    }
    customers = [
        {**row, "industry": industry, "region": region, "branch": branch}
        for row, (industry, region, branch) in zip(
            firms(A=100, B=100, C=100, D=100), places.values(), strict=True
        )
    ]
    sqlite_bank.keep(
        customers=customers,
        obligations=obligations_of("A>C 50", "B>D 40"),
        ownerships=holdings_of("A>B .8"),
        groups=[{"group_id": "G1", "name": "甲系"}],
        group_members=[{"group_id": "G1", "customer_id": each} for each in "AC"],
    )
    sqlite_bank.derive("--tags", "control_group_member")
    return sqlite_bank


@pytest.mark.parametrize(
    ("shock", "shocks"),
    [
        ({"industry": "房地产业", "loss": 0.3}, {"A": 0.3, "B": 0.3}),
        ({"region": "杭州", "loss": 0.3}, {"A": 0.3, "C": 0.3}),
        ({"branch": "海曙支行", "loss": 0.3}, {"B": 0.3}),
        ({"industry": "房地产业", "region": "杭州", "loss": 0.3}, {"A": 0.3}),
        ({"tag": "control_group_member", "loss": 0.3}, {"A": 0.3, "B": 0.3}),
        ({"group_id": "G1", "loss": 0.3}, {"A": 0.3, "C": 0.3}),
        ({"industry": "制造业"}, {"C": 1}),
        (
            [{"industry": "房地产业", "loss": 0.3}, {"region": "杭州", "loss": 0.5}],
            {"A": 0.5, "B": 0.3, "C": 0.5},
        ),
    ],
)
def test_a_shock_to_a_part_of_the_bank_equals_the_same_by_ids(
    bank_of_places: ServedBank, shock: Any, shocks: dict[str, float]
) -> None:
    told = ask(bank_of_places, model="debtrank", shock=shock)
    assert told == ask(bank_of_places, model="debtrank", shocks=shocks)


def test_a_customer_named_twice_takes_the_largest(bank_of_places: ServedBank) -> None:
    industry = {"industry": "房地产业", "loss": 0.3}
    told = ask(bank_of_places, model="debtrank", shock=industry, shocks={"B": 0.6}, defaulted=["A"])
    assert last_of(told, "distress") == {"A": 1, "B": 0.6, "C": 0.5, "D": 0.24}
    less = ask(bank_of_places, model="debtrank", shock=industry, shocks={"B": 0.1})
    assert last_of(less, "distress")["B"] == 0.3


def test_the_model_follows_from_what_is_asked_where_none_is_named(
    bank_of_places: ServedBank,
) -> None:
    assert ask(bank_of_places, shock={"industry": "房地产业"})["model"] == "threshold"
    part = ask(bank_of_places, shock={"industry": "房地产业", "loss": 0.3})
    assert part["model"] == "debtrank"


@pytest.mark.parametrize(
    ("body", "field", "named"),
    [
        ({"shock": {"industry": "金融业"}}, "shock", "most are in 房地产业; 制造业"),
        ({"shock": {"region": "上海"}}, "shock", "nobody is in the region 上海"),
        ({"shock": {"branch": "西湖"}}, "shock", "nobody is in the branch 西湖"),
        ({"shock": {"tag": "rich"}}, "shock", "there is no tag rich"),
        ({"shock": {"tag": "household"}}, "shock", "nobody holds household"),
        ({"shock": {"group_id": "G9"}}, "shock", "there is no group G9"),
        ({"shock": {"industry": "制造业", "region": "宁波"}}, "shock", "nobody is in all of"),
        ({"shock": {"loss": 0.3}}, "shock.0", "name an industry"),
        ({"shock": {"industry": "制造业", "loss": 1.5}}, "shock.0.loss", "1"),
        ({"shock": {"industry": "制造业", "loss": -1}}, "shock.0.loss", "0"),
        ({"shock": {"sector": "制造业"}}, "shock.0.sector", ""),
        ({"shock": "制造业"}, "shock", "list"),
        (
            {"model": "threshold", "shock": {"industry": "制造业", "loss": 0.3}},
            "shock",
            "threshold",
        ),
        ({"shocks": {"Q": 0.3}}, "shocks", "Q"),
        ({"loss_given_default": 2, "defaulted": ["A"]}, "loss_given_default", "1"),
    ],
)
def test_a_shock_that_hits_nobody_or_makes_no_sense_is_refused(
    bank_of_places: ServedBank, body: dict[str, Any], field: str, named: str
) -> None:
    refused = ask(bank_of_places, 422, **body)
    assert field in {each["field"] for each in refused["fields"]}
    assert named in refused["detail"]


def test_where_no_place_is_on_record_it_says_so(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=firms(A=1))
    refused = ask(sqlite_bank, 422, shock={"industry": "制造业"})
    assert "no customer has any industry on record" in refused["detail"]
