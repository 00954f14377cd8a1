"""What customers of a list hold and the groups that they are in, told with them."""

from tests.api.match.applicants import customer, matched
from tests.banks import ServedBank
from tests.building import guarantees_of, holdings_of

CIRCLE = ["guarantee_circle"]


def three_in_a_circle(bank: ServedBank) -> None:
    """甲、乙、丙 guarantee in turn; 甲 owns 丁, and the bank itself puts 甲 and 乙 into a group."""
    bank.keep(
        customers=[
            customer("C1", "上海甲山农业有限公司"),
            customer("C2", "上海乙山农业有限公司"),
            customer("C3", "上海丙山农业有限公司"),
            customer("C4", "宁波丁江国际贸易有限公司"),
        ],
        guarantees=guarantees_of("C1>C2", "C2>C3", "C3>C1"),
        ownerships=holdings_of("C1>C4 .8"),
        groups=[{"group_id": "G1", "name": "甲山系"}],
        group_members=[{"group_id": "G1", "customer_id": each} for each in ("C1", "C2")],
    )
    bank.derive("--tags", "guarantee_circle,control_group_member")


def test_tags_and_groups_are_told_of_exact_and_of_likely_ones(bank: ServedBank) -> None:
    three_in_a_circle(bank)
    answer = matched(
        bank,
        {"customer_id": "C1"},
        "宁波丁汇国际贸易有限公司",
        tags=CIRCLE,
        groups=["control", "guarantee_circle", "declared"],
    )
    assert answer["run_id"] == 1
    assert answer["not_derived"] == []
    exact, likely = answer["items"]
    [first] = exact["customers"]
    [held] = first["tags"]
    assert (held["tag_id"], held["sentence"]) == (
        "guarantee_circle",
        bank.holding("C1", "guarantee_circle")["sentence"],
    )
    told = {group["kind"]: group for group in first["groups"]}
    assert told["control"]["head_name"] == "上海甲山农业有限公司"
    assert told["control"]["called"]["zh"] == "上海甲山农业有限公司控制的集团"
    assert (told["control"]["size"], told["guarantee_circle"]["size"]) == (2, 3)
    assert (told["declared"]["group_id"], told["declared"]["name"]) == ("G1", "甲山系")
    assert likely["match"] == "likely"
    [near] = likely["customers"]
    assert (near["customer_id"], near["tags"]) == ("C4", [])
    assert [group["kind"] for group in near["groups"]] == ["control"]


def test_what_was_not_asked_for_is_not_told(sqlite_bank: ServedBank) -> None:
    three_in_a_circle(sqlite_bank)
    [item] = matched(sqlite_bank, {"customer_id": "C1"})["items"]
    assert {"tags", "groups"}.isdisjoint(item["customers"][0])


def test_an_earlier_run_is_asked_by_number_and_by_day(sqlite_bank: ServedBank) -> None:
    three_in_a_circle(sqlite_bank)
    sqlite_bank.keep_only(customers=[customer("C1", "上海甲山农业有限公司")])
    sqlite_bank.derive("--tags", "guarantee_circle,control_group_member")
    [now] = matched(sqlite_bank, {"customer_id": "C1"}, tags=CIRCLE)["items"]
    assert now["customers"][0]["tags"] == []
    then = matched(sqlite_bank, {"customer_id": "C1"}, tags=CIRCLE, run=1)
    assert then["run_id"] == 1
    assert [tag["tag_id"] for tag in then["items"][0]["customers"][0]["tags"]] == CIRCLE
    matched(sqlite_bank, {"customer_id": "C1"}, tags=CIRCLE, run=9, status=404)
    matched(sqlite_bank, {"customer_id": "C1"}, as_of="2001-01-01", status=404)


def test_an_unknown_tag_or_kind_of_group_is_named(sqlite_bank: ServedBank) -> None:
    three_in_a_circle(sqlite_bank)
    problem = matched(sqlite_bank, "甲", tags=["guarantee_circle", "nonsense"], status=422)
    assert problem["fields"][0]["field"] == "tags"
    assert "nonsense" in problem["detail"]
    problem = matched(sqlite_bank, "甲", groups=["nonsense"], status=422)
    assert problem["fields"][0]["field"] == "groups.0"


def test_a_tag_that_the_run_did_not_derive_is_said_not_to_be_known(
    sqlite_bank: ServedBank,
) -> None:
    three_in_a_circle(sqlite_bank)
    answer = matched(sqlite_bank, {"customer_id": "C1"}, tags=[*CIRCLE, "near_blocked"])
    assert answer["not_derived"] == ["near_blocked"]


def test_before_the_first_run_customers_are_matched_and_nothing_is_held(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(customers=[customer("P1", "王小明")])
    answer = matched(sqlite_bank, "王小明", tags=CIRCLE, groups=["control"])
    assert (answer["run_id"], answer["not_derived"]) == (None, CIRCLE)
    [item] = answer["items"]
    assert (item["match"], item["customers"][0]["tags"]) == ("exact", [])
