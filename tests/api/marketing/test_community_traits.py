"""What the members of a community have in common, against the bank as a whole."""

from cypher.serve.marketing import TraitRow
from service.api.marketing.community_traits import LEAST_MEMBERS, MOST, common_traits
from tests.api.marketing.karate import CLUB, derive, karate_club, led_by
from tests.banks import ServedBank


def test_the_members_common_region_is_told_against_the_bank(bank: ServedBank) -> None:
    derive(bank, **karate_club())
    community = bank.get(f"/communities/{led_by(bank, '33')['community_id']}", limit=500)
    here = [int(member["customer_id"]) for member in community["members"]]
    members = sum(CLUB.nodes[node]["club"] == "Officer" for node in here)
    (region,) = [each for each in community["common"] if each["trait"] == "region"]
    share = members / len(here)
    assert region == {
        "trait": "region",
        "value": "上海",
        "members": members,
        "share": round(share, 4),
        "base_share": 0.5,
        "lift": round(share / 0.5, 4),
        "sentence": region["sentence"],
    }
    assert share > 0.5
    percent = f"{share * 100:.1f}".rstrip("0").rstrip(".")
    many = "成员均在上海（" if share == 1 else f"成员多在上海（{percent}%，"
    assert region["sentence"]["zh"] == f"{many}全行50%）"
    assert region["sentence"]["en"].endswith("against 50% in the bank)")


def test_who_refused_counts_in_shares(sqlite_bank: ServedBank) -> None:
    refused = {node: {"marketing_consent": "false"} for node in CLUB if node != 33}
    derive(sqlite_bank, **karate_club(refused))
    mine = sqlite_bank.get("/communities", customer_id="33")["items"][0]
    community = sqlite_bank.get(f"/communities/{mine['community_id']}")
    assert [member["customer_id"] for member in community["members"]] == ["33"]
    assert community["hidden"] == community["size"] - 1
    (region,) = [each for each in community["common"] if each["trait"] == "region"]
    assert region["members"] > 1


def trait(trait: str, value: str, members: int) -> TraitRow:
    return TraitRow(trait, value, members)


#: The tags that may be told.
TAGS = ("household", "community_member")


def told(rows: list[TraitRow], base: dict[tuple[str, str], float]) -> list[tuple[str, str]]:
    return [(each["trait"], each["value"]) for each in common_traits(rows, base, TAGS)]


def test_only_what_stands_out_is_common() -> None:
    rows = [
        trait("kind", "person", 9),
        trait("kind", "company", 1),
        trait("region", "京", 8),
        trait("region", "沪", 1),
        trait("industry", "渔业", 1),
        trait("branch", "甲", 5),
        trait("branch", "乙", 4),
        trait("tag", "household", 3),
        trait("tag", "community_member", 10),
        trait("tag", "gone", 5),
        trait("left_out", "refused", 3),
        trait("tag", "guarantee_circle", 5),
    ]
    base = {
        ("kind", "person"): 0.9,
        ("region", "京"): 0.2,
        ("region", "沪"): 0.01,
        ("industry", "渔业"): 0.001,
        ("branch", "甲"): 0.4,
        ("branch", "乙"): 0.1,
        ("tag", "household"): 0.1,
        ("tag", "community_member"): 0.5,
        ("tag", "gone"): 0.1,
        ("tag", "guarantee_circle"): 0.1,
    }
    assert LEAST_MEMBERS == 2
    assert told(rows, base) == [
        ("region", "京"),
        # 乙 stands out by 0.3; 甲 by 0.1, which is less than two standard errors of 0.15.
        ("branch", "乙"),
        ("tag", "household"),
    ]
    region = common_traits(rows, base, TAGS)[0]
    assert (region["share"], region["base_share"], region["lift"]) == (0.8, 0.2, 4.0)
    assert vars(region["sentence"]) == {
        "zh": "成员多在京（80%，全行20%）",
        "en": "Most are in 京 (80%, against 20% in the bank)",
    }
    assert vars(common_traits(rows, base, TAGS)[2]["sentence"]) == {
        "zh": "30%的成员持有“家庭”标签（全行10%）",
        "en": "30% hold the tag “Household” (against 10% in the bank)",
    }


def test_at_most_five_values_of_a_trait_are_told_and_equals_come_by_value() -> None:
    rows = [trait("kind", "person", 100), *(trait("region", f"r{i}", 10) for i in range(9, 0, -1))]
    base = {("region", f"r{i}"): 0.05 for i in range(10)} | {("kind", "person"): 0.5}
    assert MOST == 5
    assert told(rows, base) == [*(("region", f"r{i}") for i in range(1, 6)), ("kind", "person")]
    everybody = common_traits(rows, base, TAGS)[-1]["sentence"]
    assert vars(everybody) == {
        "zh": "成员均为自然人（全行50%）",
        "en": "All are persons (against 50% in the bank)",
    }


def test_half_of_the_members_are_not_most_of_them() -> None:
    rows = [trait("kind", "person", 10), trait("region", "京", 5)]
    (half,) = common_traits(rows, {("kind", "person"): 1.0, ("region", "京"): 0.05}, TAGS)
    assert vars(half["sentence"]) == {
        "zh": "50%的成员在京（全行5%）",
        "en": "50% are in 京 (against 5% in the bank)",
    }
