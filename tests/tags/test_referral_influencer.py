from pathlib import Path

import pytest

from tests.banks import ServedBank, write_files
from tests.building import companies, people, referrals_of
from tests.tags.referral_banks import TAGS, example, holders, keeping, load, pairs

TAG = "referral_influencer"


def test_the_worked_example_counts_directly_in_all_and_by_credit(bank: ServedBank) -> None:
    example(bank)
    assert holders(bank, TAG) == {"A", "C"}
    a, c = bank.holding("A", TAG), bank.holding("C", TAG)
    assert a["value"] == {"direct": 2, "total": 3, "deepest": 2, "credit": 55}
    assert c["value"] == {"direct": 1, "total": 1, "deepest": 1, "credit": 50}
    assert (a["score"], c["score"]) == (55.0, 50.0)
    # Those first who carry most: C 20 + .5 x 50, and B 10.
    assert a["evidence"]["edges"] == [
        {
            **{"type": "REFERRED", "from": "A", "to": "C", "source": "L1"},
            **{"at": "2024-01-02T00:00:00.000Z", "assets": "20.00", "credit": 45.0},
        },
        {
            **{"type": "REFERRED", "from": "A", "to": "B", "source": "L1"},
            **{"at": "2024-01-01T00:00:00.000Z", "assets": "10.00", "credit": 10.0},
        },
    ]
    assert a["evidence"]["facts"] == {
        **{"currency": "CNY", "decay": 0.5, "assets_unknown": 0, "edges_hidden": 0}
    }
    assert a["sentence"] == {
        "zh": "直接推荐2位客户，连同其后各级共3位，最深2级；折算资产贡献55元，主要来自C、B",
        "en": "Referred 2 customers, and brought 3 in all, down to level 2; contribution to "
        "assets CNY 55, mostly through C and B",
    }


def test_each_level_further_down_counts_half_of_the_one_above(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>B",
        "B>C",
        "C>D",
        "D>E",
        customers=keeping(A=1000, B=8, C=8, D=8, E=8),
    )
    assert [sqlite_bank.holding(each, TAG)["value"]["credit"] for each in "ABCD"] == [
        15.0,
        14.0,
        12.0,
        8.0,
    ]


def test_unknown_assets_count_nothing_and_are_counted(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>B",
        "A>C",
        "C>D",
        "B>E",
        customers=keeping(A="", B="", C=4, D="", E=""),
    )
    a, b = sqlite_bank.holding("A", TAG), sqlite_bank.holding("B", TAG)
    assert (a["value"]["credit"], a["evidence"]["facts"]["assets_unknown"]) == (4.0, 3)
    assert a["sentence"]["zh"].endswith("主要来自C；其中3位资产未知，按零计")
    assert (b["value"]["credit"], b["grade"]) == (0.0, "low")
    assert b["evidence"]["edges"][0]["assets"] is None
    assert b["sentence"] == {
        "zh": "直接推荐1位客户；尚无可计的资产贡献；其中1位资产未知，按零计",
        "en": "Referred 1 customer; no contribution to assets so far; the assets of 1 of them are "
        "unknown and count 0",
    }


def test_a_customer_counts_for_the_earliest_of_its_referrers_alone(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>B 2024-05-01",
        "C>B 2024-04-30",
        "D>B 2024-04-30",
        customers=keeping(A="", B=10, C="", D=""),
    )
    assert holders(sqlite_bank, TAG) == {"C"}


def test_grades_go_by_distribution_among_those_with_credit(sqlite_bank: ServedBank) -> None:
    """A hundred with credits of 1 to 100, and a thousand whose referred keep nothing."""
    some = [f"S{number:04}" for number in range(1, 101)]
    none = [f"N{number:04}" for number in range(1000)]
    customers = people(*some, *none, *(f"{each}x" for each in none))
    customers += [row for i, s in enumerate(some, 1) for row in people(f"{s}x", assets=i)]
    arcs = [f"{each}>{each}x 2024-01-01" for each in some + none]
    load(sqlite_bank, *arcs, customers=customers)
    graded = {holder["customer_id"]: holder["grade"] for holder in sqlite_bank.holders(TAG)}
    assert {graded[each] for each in none} == {"low"}
    assert [graded[each] for each in (some[-1], some[-2], some[94], some[79], some[49])] == [
        "high",
        "high",
        "medium_high",
        "medium",
        "medium_low",
    ]
    assert graded[some[48]] == "low"
    coverage = sqlite_bank.get(f"/tags/{TAG}")["coverage"]
    assert coverage["cutoffs"] == {
        **{"high": 99.0, "medium_high": 95.0, "medium": 80.0, "medium_low": 50.0, "low": 1.0}
    }


def test_of_very_many_referred_the_evidence_tells_the_foremost_and_counts_the_others(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "3")
    many = {f"B{number:03}": number for number in range(200)}
    arcs = [f"A>{each} 2024-01-01" for each in many]
    load(sqlite_bank, *arcs, customers=keeping(A="", **many))
    a = sqlite_bank.holding("A", TAG)
    assert pairs(a) == [("A", "B199"), ("A", "B198"), ("A", "B197")]
    assert a["evidence"]["facts"]["edges_hidden"] == 197
    assert a["value"] == {"direct": 200, "total": 200, "deepest": 1, "credit": 19900}


def test_assets_below_nothing_lower_the_credit(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "A>B",
        "A>C",
        "D>B",
        customers=keeping(A="", B=-30, C=10, D=""),
    )
    a = sqlite_bank.holding("A", TAG)
    assert (a["value"]["credit"], a["grade"]) == (-20.0, "low")
    assert a["sentence"]["zh"] == "直接推荐2位客户；尚无可计的资产贡献"


def test_who_refused_marketing_is_not_listed_but_counts(sqlite_bank: ServedBank) -> None:
    customers = [
        *people("A", "C", marketing_consent="false"),
        *companies("B", assets=5, marketing_consent="true"),
        *people("D", assets=2),
    ]
    load(sqlite_bank, "A>B", "B>C", "C>D", customers=customers)
    assert holders(sqlite_bank, TAG) == {"B"}
    assert sqlite_bank.holding("A", TAG)["value"]["credit"] == 5.5
    assert sqlite_bank.holding("B", TAG)["value"]["total"] == 2


def test_a_referral_after_the_day_of_the_run_does_not_count_yet(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B 2025-12-31T23:59:59.999Z", "B>C 2026-01-01")
    assert holders(sqlite_bank, TAG) == {"A"}
    sqlite_bank.derive("--tags", TAG, "--as-of", "2026-01-01")
    assert holders(sqlite_bank, TAG) == {"A", "B"}


def test_bad_referrals_are_rejected_and_the_rest_stands(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    referrals = referrals_of("A>B", "A>A", "A>nobody", "nobody>C", "B>C soon", "B>D")
    files = write_files(tmp_path, customers=people(*"ABCDEF"), referrals=referrals)
    sqlite_bank.load(files, status=1)
    sqlite_bank.derive("--tags", ",".join(TAGS), "--as-of", "2025-12-31")
    rejects = (files / "rejects" / "rejects.csv").read_text("utf-8").splitlines()
    assert len(rejects) == 1 + 4
    assert sqlite_bank.holding("A", TAG)["value"]["total"] == 2
    assert holders(sqlite_bank, TAG) == {"A", "B"}


def test_a_referral_that_is_no_longer_on_record_counts_no_more(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(sqlite_bank, "A>B", "B>C")
    fewer = write_files(tmp_path / "g", customers=people(*"ABCDEF"), referrals=referrals_of("A>B"))
    sqlite_bank.load(fewer, "--full", "--allow-closing")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert holders(sqlite_bank, TAG) == {"A"}


def test_without_a_referral_it_is_not_held(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B")
    for customer_id in "BF":
        missing = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert missing["type"].endswith("not-held")
