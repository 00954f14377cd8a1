from itertools import pairwise
from pathlib import Path

import pytest

from tests.banks import ServedBank, write_files
from tests.building import people, referrals_of
from tests.tags.referral_banks import example, holders, load, pairs

TAG = "referred_customer"


def test_the_worked_example_tells_the_root_the_depth_and_the_path(bank: ServedBank) -> None:
    example(bank)
    assert holders(bank, TAG) == {"B", "C", "D"}
    b, c, d = (bank.holding(each, TAG) for each in "BCD")
    assert b["value"] == {"root_id": "A", "depth": 1, "path": ["A", "B"]}
    assert c["value"] == {"root_id": "A", "depth": 1, "path": ["A", "C"]}
    assert d["value"] == {"root_id": "A", "depth": 2, "path": ["A", "C", "D"]}
    assert [(each["score"], each["grade"]) for each in (b, d)] == [
        (1.0, "first_hand"),
        (0.5, "second_hand"),
    ]
    assert pairs(d) == [("A", "C"), ("C", "D")]
    assert b["sentence"] == {"zh": "由A推荐而来", "en": "Referred by A"}
    assert d["sentence"] == {
        "zh": "由C推荐而来，推荐链始于A，本客户位于第2级（A→C→D）",
        "en": "Referred by C, 2 levels below A, who started the chain (A → C → D)",
    }


def test_the_earliest_referral_counts_and_later_ones_are_facts(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "C>B 2024-02-01",
        "A>B 2024-01-01T08:00:00Z",
        more=referrals_of("D>B 2024-01-01T08:00:01Z", "A>B 2025-01-01", channel="app"),
    )
    b = sqlite_bank.holding("B", TAG)
    assert b["value"] == {"root_id": "A", "depth": 1, "path": ["A", "B"]}
    facts = b["evidence"]["facts"]
    assert facts["later_referrals"] == [
        {"referrer_id": who, "referred_id": "B", "at": f"{at}Z", **more}
        for who, at, more in (
            ("D", "2024-01-01T08:00:01.000", {"channel": "app"}),
            ("C", "2024-02-01T00:00:00.000", {}),
            ("A", "2025-01-01T00:00:00.000", {"channel": "app"}),
        )
    ]
    assert facts["later_referrals_hidden"] == 0
    assert b["sentence"] == {
        "zh": "由A推荐而来；另有3笔更晚的推荐不计",
        "en": "Referred by A; 3 later referrals do not count",
    }


def test_at_one_instant_the_smallest_referrer_id_counts(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "E>F 2024-01-01", "D>F 2024-01-01", "C>D")
    assert sqlite_bank.holding("F", TAG)["value"]["path"] == ["C", "D", "F"]
    assert sqlite_bank.holding("F", TAG)["sentence"]["en"].endswith(
        "; 1 later referral does not count"
    )


def test_each_level_down_scores_half_and_three_or_more_are_further_down(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, "A>B", "B>C", "C>D", "D>E")
    graded = {h["customer_id"]: (h["grade"], h["score"]) for h in sqlite_bank.holders(TAG)}
    assert graded == {
        "B": ("first_hand", 1.0),
        "C": ("second_hand", 0.5),
        "D": ("further", 0.25),
        "E": ("further", 0.125),
    }


def test_a_long_chain_is_told_by_its_root_and_those_nearest(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "5")
    ids = [f"P{number:03}" for number in range(80)]
    arcs = [f"{a}>{b} 2024-01-01" for a, b in pairwise(ids)]
    named = [{**row, "name": f"客户{row['name']}"} for row in people(*ids)]
    load(sqlite_bank, *arcs, customers=named)
    last = sqlite_bank.holding(ids[-1], TAG)
    assert last["value"] == {"root_id": ids[0], "depth": 79, "path": [ids[0], *ids[-49:]]}
    assert pairs(last) == list(pairwise(ids[-6:]))
    facts = last["evidence"]["facts"]
    assert (facts["path_hidden"], facts["edges_hidden"]) == (30, 74)
    assert last["sentence"] == {
        "zh": "由客户P078推荐而来，推荐链始于客户P000，本客户位于第79级",
        "en": "Referred by 客户P078, 79 levels below 客户P000, who started the chain",
    }
    assert sqlite_bank.holding(ids[49], TAG)["value"]["path"] == ids[:50]


def test_where_a_ring_was_cut_nobody_is_referred_even_with_a_later_referral(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, "A>B 2024-01-01", "B>A 2024-01-02", "C>A 2024-01-03")
    assert holders(sqlite_bank, TAG) == {"B"}


def test_of_a_referrer_who_is_gone_the_next_earliest_counts(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    """Who is no customer any more referred nobody, as far as the bank's records go."""
    arcs = ("A>B", "B>C 2024-01-02", "D>C 2024-01-03", "E>D")
    load(sqlite_bank, *arcs)
    assert sqlite_bank.holding("C", TAG)["value"]["path"] == ["A", "B", "C"]
    gone = people(*"ACDEF")
    sqlite_bank.load(
        write_files(tmp_path / "g", customers=gone, referrals=referrals_of(*arcs)),
        "--full",
        "--allow-closing",
    )
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert sqlite_bank.holding("C", TAG)["value"]["path"] == ["E", "D", "C"]


def test_an_earlier_referral_from_elsewhere_leaves_no_ring(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B 2024-01-02", "B>A 2024-01-03", "C>A 2024-01-01")
    assert sqlite_bank.holding("B", TAG)["value"]["path"] == ["C", "A", "B"]
    assert not holders(sqlite_bank, "referral_ring")
