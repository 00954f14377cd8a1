import random

import networkx as nx
import pytest

from tests.banks import ServedBank
from tests.building import companies, kin, offices, paid, people
from tests.tags.potential_banks import DAY, TAG, around, clients, crowd, derive


def test_a_client_who_keeps_little_is_told_who_around_it_keeps_much(bank: ServedBank) -> None:
    flows = paid(
        *(f"K>P 8000 2025-{month}-10" for month in ("09", "10", "11")),
        *(f"P>Y 30 2025-{month}-20" for month in ("09", "10", "11")),
        "P>N9 30 2025-09-20",
    )
    held = derive(
        bank,
        customers=[
            *crowd(),
            *clients(P=150, Q=5000, E=4000.5, Y=3000),
            *companies("K", region="北京", assets="7"),
        ],
        kinships=kin("P spouse Q"),
        positions=offices("E executive K", "N9 director K"),
        **flows,
    )
    # The crowd's highest is around nobody: paid once, and no executive.
    assert held == {"P"}
    p = bank.holding("P", TAG)
    assert around(p) == [
        ("Q", "household", "spouse"),
        ("E", "employer_executive", "executive"),
        ("Y", "payee", "payee"),
    ]
    assert p["value"]["percentile"] == round(1 / 13, 10)
    assert p["value"]["neighbours"][1] == {
        **{"customer_id": "E", "relation": "employer_executive", "tie": "executive"},
        **{"kind": "person", "region": "北京", "peers": 13, "assets": "4000.50"},
        "percentile": round(12 / 13, 10),
    }
    assert (p["score"], p["grade"]) == (pytest.approx(12 / 13), "high")
    assert p["evidence"]["facts"] == {
        **{"kind": "person", "region": "北京", "peers": 13, "assets": "150.00"},
        **{"percentile": round(1 / 13, 10), "currency": "CNY", "low_below": 0.5, "high_from": 0.8},
        "around": {"household": 1, "control_group": 0, "employer_executive": 1, "payee": 1},
        **{"neighbours_hidden": 0, "edges_hidden": 0},
    }
    edges = [(edge["type"], edge["from"], edge["to"]) for edge in p["evidence"]["edges"]]
    assert edges == [
        ("KIN_OF", "P", "Q"),
        ("PAID", "K", "P"),
        ("HOLDS_POSITION", "E", "K"),
        ("PAID", "P", "Y"),
    ]
    assert p["evidence"]["edges"][3]["payments"] == 3
    assert p["sentence"] == {
        "zh": "在本行资产处于北京个人客户的后7.7%，而其配偶Q居北京个人客户首位，"
        "其所在单位的高管E高于北京92.3%的个人客户，其经常付款的Y高于北京84.6%的个人客户",
        "en": "Assets here are in the lowest 7.7% of the personal clients in 北京, while the "
        "spouse Q stands first among the personal clients in 北京 and E, an executive of the "
        "employer, keeps more here than 92.3% of the personal clients in 北京 and the frequent "
        "payee Y keeps more here than 84.6% of the personal clients in 北京",
    }


def test_whoever_is_at_the_median_or_above_does_not_hold_it(sqlite_bank: ServedBank) -> None:
    held = derive(
        sqlite_bank,
        # Two who keep more than all others stand in for N9: eleven in all.
        customers=[*crowd()[:-1], *clients(Q=5000, R=4000)],
        kinships=kin("N4 child Q", "N5 child Q"),
    )
    # Five of the other ten keep less than N5: exactly the median.
    assert held == {"N4"}
    not_held = sqlite_bank.get(f"/customers/N5/tags/{TAG}", 404)
    assert not_held["type"].endswith("not-held")


def test_somebody_around_must_be_in_the_top_share_of_the_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    ties = kin("P child N7", "N0 child N8")
    records = {"customers": [*crowd(), *clients(P=10)], "kinships": ties}
    # Of the ten others, N7 is above eight and N8 above nine.
    assert derive(sqlite_bank, **records) == {"P", "N0"}
    monkeypatch.setenv("GUANXI_HIGH_POTENTIAL_TOP", "0.1")
    sqlite_bank.derive("--tags", TAG, "--as-of", DAY)
    assert [each["customer_id"] for each in sqlite_bank.holders(TAG)] == ["N0"]


def test_each_is_compared_with_its_own_region(sqlite_bank: ServedBank) -> None:
    shanghai = crowd(region="上海", letter="S")
    for each in shanghai:
        each["assets"] *= 100
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *shanghai, *clients(region="上海", P=5000), *clients(Q=4000)],
        kinships=kin("P sibling S9", "P spouse Q", "N9 parent S9"),
    )
    # P keeps more than Q, and yet little for 上海, where Q would be poor.
    assert held == {"P"}
    p = sqlite_bank.holding("P", TAG)
    assert around(p) == [("Q", "household", "spouse")]
    assert p["evidence"]["facts"]["region"] == "上海"
    assert p["sentence"]["zh"] == "在本行资产为上海个人客户中最低，而其配偶Q居北京个人客户首位"
    assert p["sentence"]["en"] == (
        "Assets here are the lowest of the personal clients in 上海, while the spouse Q stands "
        "first among the personal clients in 北京"
    )


@pytest.mark.parametrize("region", ["拉萨", ""])
def test_where_a_region_says_too_little_the_whole_bank_is_compared_and_that_is_said(
    sqlite_bank: ServedBank, region: str
) -> None:
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *clients(region=region, P=150, Q=120, R=1)],
        kinships=kin("P spouse N9"),
    )
    assert held == {"P"}
    holding = sqlite_bank.holding("P", TAG)
    facts = holding["evidence"]["facts"]
    assert (facts["region"], facts["peers"], facts["percentile"]) == (None, 12, 0.25)
    # N9 is compared with the ten of its own region.
    assert holding["value"]["neighbours"][0]["peers"] == 9
    assert holding["sentence"]["zh"].startswith("在本行资产处于全行个人客户的后25%，而其配偶N9")


def test_unknown_assets_are_neither_low_nor_high(sqlite_bank: ServedBank) -> None:
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *people("U", region="北京"), *people("V", region="北京")],
        kinships=kin("U spouse N9", "V spouse N0"),
    )
    assert held == set()
    unknown = sqlite_bank.get(f"/customers/U/tags/{TAG}", status=404)
    assert unknown["type"].endswith("unknown")
    assert "assets is not known" in unknown["detail"]
    assert sqlite_bank.get(f"/customers/N0/tags/{TAG}", status=404)["type"].endswith("not-held")


def test_who_is_no_client_is_neither_judged_nor_a_measure(sqlite_bank: ServedBank) -> None:
    outsiders = [{**each, "is_client": "false"} for each in clients(X=1, Y=90000)]
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *outsiders],
        kinships=kin("X spouse N9", "N0 spouse Y", "N1 child N8"),
    )
    assert held == {"N1"}
    assert sqlite_bank.holding("N1", TAG)["evidence"]["facts"]["peers"] == 9


def test_somebody_close_in_two_ways_is_listed_for_each_and_named_once(
    sqlite_bank: ServedBank,
) -> None:
    derive(
        sqlite_bank,
        customers=[*crowd(), *clients(P=1)],
        kinships=kin("P spouse N9"),
        **paid(*(f"P>N9 5 2025-03-0{day}" for day in (1, 2, 3))),
    )
    p = sqlite_bank.holding("P", TAG)
    assert around(p) == [("N9", "household", "spouse"), ("N9", "payee", "payee")]
    assert p["sentence"]["zh"].count("N9") == 1


@pytest.mark.parametrize(("own", "grade"), [(0, "high"), (2, "medium"), (5, "medium"), (6, "low")])
def test_grades_follow_the_gap_to_the_highest_around(
    sqlite_bank: ServedBank, own: int, grade: str
) -> None:
    # Of the fourteen others twelve keep less than S.
    customers = [*crowd(), *clients(Q=2000, R=3000, S=4000, T=5000, U=6000)]
    records = {"customers": customers, "kinships": kin(f"N{own} spouse S")}
    assert derive(sqlite_bank, **records) == {f"N{own}"}
    held = sqlite_bank.holding(f"N{own}", TAG)
    assert (held["score"], held["grade"]) == (pytest.approx((12 - own) / 14), grade)


def test_of_many_around_the_highest_are_listed_and_the_rest_is_counted(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    names = ["R0", "R1", "R2", "R3"]
    rich = clients(R0=9000, R1=9001, R2=9002, R3=9003)
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *crowd(letter="M"), *clients(P=1), *rich, *companies("K", "L")],
        positions=offices(
            "P other K", "P other L", *(f"{each} executive {k}" for each in names for k in "KL")
        ),
    )
    assert held == {"P"}
    p = sqlite_bank.holding("P", TAG)
    assert [each for each, *_ in around(p)] == ["R3", "R2"]
    facts = p["evidence"]["facts"]
    # Executives of two employers are four persons all the same.
    assert facts["around"]["employer_executive"] == 4
    assert facts["neighbours_hidden"] == 2
    assert len(p["evidence"]["edges"]) == 2
    assert p["sentence"]["zh"].endswith("（另有2项同类关系）")


def test_the_list_leaves_out_who_refused_to_be_approached(sqlite_bank: ServedBank) -> None:
    refusing = [{**each, "marketing_consent": "false"} for each in clients(P=1)]
    records = {"customers": [*crowd(), *refusing], "kinships": kin("P spouse N9", "N0 spouse N8")}
    assert derive(sqlite_bank, **records) == {"N0"}
    assert sqlite_bank.holding("P", TAG)["grade"] == "high"


@pytest.mark.parametrize("seed", range(3))
def test_households_are_judged_as_by_hand(sqlite_bank: ServedBank, seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"P{i:02}" for i in range(60)]
    region = {each: chance.choice(["北京", "上海", "拉萨"]) for each in ids}
    assets = {each: chance.choice([None, *range(30)]) for each in ids}
    ties = [chance.sample(ids, 2) for _ in range(30)]
    rows = [
        row
        for each in ids
        for row in clients(
            region=region[each], **{each: "" if assets[each] is None else assets[each]}
        )
    ]
    kinships = kin(*dict.fromkeys(f"{a} parent {b}" for a, b in ties))
    held = derive(sqlite_bank, customers=rows, kinships=kinships)

    known = {each: amount for each, amount in assets.items() if amount is not None}
    stand = {}
    for each, amount in known.items():
        peers = [other for other in known if region[other] == region[each]]
        others = [known[other] for other in (peers if len(peers) >= 10 else known)]
        stand[each] = sum(other < amount for other in others) / (len(others) - 1)
    family: nx.Graph[str] = nx.Graph()
    family.add_edges_from((a, b) for a, b in ties)
    expected = {}
    for persons in nx.connected_components(family):
        highest = max(stand.get(each, -1.0) for each in persons)
        for each in persons:
            if highest >= 0.8 and stand.get(each, 1.0) < 0.5:
                expected[each] = round(highest - stand[each], 10)
    assert held == set(expected), f"seed {seed}"
    assert len(held) > 3
    for each, gap in expected.items():
        assert sqlite_bank.holding(each, TAG)["score"] == gap, f"seed {seed}"
