"""Lists for marketing: whom they leave out, for which reason, how many; and who asks for all."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.marketing.standing import (
    CIRCLE,
    DAY,
    EVERYBODY,
    NAMED,
    OUT,
    ask,
    circle_of,
    left_out,
    siblings,
)
from tests.banks import ServedBank
from tests.building import companies, paid, people, referrals_of


@pytest.fixture
def circle(bank: ServedBank) -> ServedBank:
    return circle_of(bank)


@pytest.fixture
def sqlite_circle(sqlite_bank: ServedBank) -> ServedBank:
    return circle_of(sqlite_bank)


@pytest.fixture(params=["opt_in", "opt_out"])
def consent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", request.param)
    return str(request.param)


def rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.get("items", answer.get("members", []))
    return found


def lists(bank: ServedBank) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every list that names the circle's members one by one."""
    [community] = bank.get("/communities")["items"]
    yield "/influencers", {}
    yield "/influencers", {"community": community["community_id"]}
    yield "/tags/opinion_leader/customers", {}
    yield "/tags/community_member/customers", {"subject": community["community_id"]}
    yield "/customers", {"tag": "opinion_leader"}
    yield "/customers", {"tag": "community_member", "sort": "name"}
    yield f"/communities/{community['community_id']}", {}
    yield "/runs/1/changes/2", {"tag": "opinion_leader"}


def test_each_list_counts_whom_it_leaves_out_by_the_first_reason(
    circle: ServedBank, consent: str
) -> None:
    for path, query in lists(circle):
        # A page of one: the counts are those of the whole list.
        page = circle.get(path, limit=1, **query)
        assert page["left_out"] == OUT[consent], path
        assert page["purpose"] == "marketing"
        whole = rows(circle.get(path, limit=500, **query))
        assert {row["customer_id"] for row in whole} == NAMED[consent], path
        said = {row["customer_id"]: row["consent"] for row in whole}
        assert said == {each: "unknown" if each == "silent" else "given" for each in said}


def test_asked_for_service_each_list_is_complete_and_says_consent(circle: ServedBank) -> None:
    # 8 less the one who has left: out of every list of customers, though what changed tells it.
    for path, query in lists(circle):
        answer = circle.get(path, limit=500, purpose="service", **query)
        changes = path.startswith("/runs")
        assert {row["customer_id"] for row in rows(answer)} == (
            EVERYBODY if changes else EVERYBODY - {"closed"}
        ), path
        assert answer["left_out"] == left_out(**({} if changes else {"closed": 1})), path
        said = {row["customer_id"]: row["consent"] for row in rows(answer)}
        assert (said["refused"], said["silent"], said["given"]) == ("refused", "unknown", "given")
        assert "***" not in str(answer), path


def test_a_network_of_one_kind_of_tie_and_seeds_count_who_is_in_it_today(
    sqlite_circle: ServedBank, consent: str
) -> None:
    # Who has left has no tie any more: 7 siblings, 2 + 1 + 1 left out, and the silent one.
    today = OUT[consent] | {"closed": 0}
    listed = sqlite_circle.get("/influencers", network="kinship", limit=1)
    assert listed["left_out"] == today
    whole = list(sqlite_circle.items("/influencers", network="kinship"))
    assert {row["customer_id"] for row in whole} == NAMED[consent]
    seeds = ask(sqlite_circle, "/influence/seeds", k=2)
    assert (seeds["left_out"], seeds["candidates"]) == (today, len(NAMED[consent]))
    assert {row["customer_id"] for row in seeds["seeds"]} <= NAMED[consent]
    own = ask(sqlite_circle, "/influence/seeds?purpose=service", k=7)
    assert (own["candidates"], own["left_out"], own["purpose"]) == (7, left_out(), "service")
    assert {row["customer_id"]: row["consent"] for row in own["seeds"]}["refused"] == "refused"
    assert own == ask(sqlite_circle, "/influence/seeds", k=7, purpose="service")


def test_excluding_somebody_tells_nothing_of_what_they_said(
    sqlite_circle: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", "opt_out")
    told = {"given", "granted", "silent"}
    for each in sorted(EVERYBODY - {"closed"}):
        # Three may be approached; whoever is excluded, one less is told to be left.
        seeds = ask(sqlite_circle, "/influence/seeds", k=2, exclude=[each])
        assert (seeds["candidates"], seeds["left_out"]) == (2, OUT["opt_out"] | {"closed": 0})
        assert {row["customer_id"] for row in seeds["seeds"]} <= told - {each}
        problem = ask(sqlite_circle, "/influence/seeds", 422, k=3, exclude=[each])
        assert "only 2 may be chosen" in problem["detail"]


def test_communities_count_leaders_and_a_history_all_who_ever_came(
    circle: ServedBank, consent: str
) -> None:
    # All are equals, so that "blocked", the first by id, leads.
    communities = circle.get("/communities")
    [community] = communities["items"]
    assert (community["leader_id"], community["leader_consent"]) == (None, None)
    assert communities["left_out"] == left_out(blocked=1)
    single = circle.get(f"/communities/{community['community_id']}")
    assert single["hidden"] == sum(OUT[consent].values()) == 8 - len(NAMED[consent])
    history = circle.get(f"/communities/{community['community_id']}/history")
    assert history["left_out"] == OUT[consent]
    assert history["items"] == [{"run_id": 2, "event": "formed", "other_id": None, "members": 8}]
    path = f"/communities/{community['community_id']}/history"
    own = circle.get(path, purpose="service")
    assert own["left_out"] == left_out(closed=1)
    assert {*own["items"][0]["customer_ids"]} == EVERYBODY
    [known] = circle.get("/communities", purpose="service")["items"]
    assert (known["leader_id"], known["leader_consent"]) == ("blocked", "given")


def test_whoever_is_left_out_is_in_no_community_to_a_marketer(
    sqlite_circle: ServedBank, consent: str
) -> None:
    loner = people("loner", marketing_consent="true")
    sqlite_circle.keep(customers=[*CIRCLE[:-1], *people("silent"), *loner])
    nowhere = sqlite_circle.get("/communities", customer_id="loner")
    assert (nowhere["items"], nowhere["left_out"]) == ([], left_out())
    for each in EVERYBODY - {"closed"}:
        asked = sqlite_circle.get("/communities", customer_id=each)
        assert bool(asked["items"]) == (each in NAMED[consent])
        assert asked["items"] or asked == nowhere
        own = sqlite_circle.get("/communities", customer_id=each, purpose="service")
        assert len(own["items"]) == 1


def test_organisations_are_left_out_where_they_refused_are_blocked_or_no_clients(
    sqlite_bank: ServedBank, consent: str
) -> None:
    firms = [
        *companies("agreed", marketing_consent="true"),
        *companies("asked_never", "listed"),
        *companies("refused", marketing_consent="false"),
        *companies("frozen", blocked="true"),
        *companies("stranger", is_client="false"),
    ]
    names = [row["customer_id"] for row in firms]
    followers = people(*(f"of_{each}" for each in names), marketing_consent="true")
    sqlite_bank.keep(
        customers=[*firms, *followers],
        referrals=referrals_of(*(f"{each}>of_{each} 2025-06-01" for each in names)),
    )
    sqlite_bank.derive("--as-of", DAY, "--tags", "opinion_leader,referral_root")
    # 6 firms, of whom 1 refused, 1 is blocked, 1 no client; opt_in asks persons alone.
    for path in ("/influencers", "/tags/opinion_leader/customers", "/tags/referral_root/customers"):
        answer = sqlite_bank.get(path)
        listed = {row["customer_id"]: row["consent"] for row in answer["items"]}
        assert listed == {"agreed": "given", "asked_never": "unknown", "listed": "unknown"}, path
        assert answer["left_out"] == left_out(refused=1, blocked=1, not_a_client=1)


def test_any_number_that_refuses_or_is_blocked_or_a_client_counts_for_all(
    bank: ServedBank, consent: str
) -> None:
    customers = [
        *people("a1", "b1", "c1", marketing_consent="true"),
        *people("d1", marketing_consent="true", is_client="false"),
        *people("a2", marketing_consent="false"),
        *people("b2", marketing_consent="true", blocked="true"),
        *people("c2"),
        *people("d2", is_client="true"),
        *people("e1", "e2"),
    ]
    bank.keep(
        customers=customers,
        kinships=siblings("a1", "b1", "c1", "d1", "e1"),
        same_as=[{"customer_id": f"{x}1", "other_customer_id": f"{x}2"} for x in "abcde"],
    )
    bank.derive("--as-of", DAY, "--tags", "opinion_leader")
    # a refused under one number, b is blocked under one; c consented under one, d is a client under
    # one; e said nothing under either.
    silent = {"no_consent": 1} if consent == "opt_in" else {}
    networks: tuple[dict[str, Any], ...] = ({}, {"network": "kinship"})
    for query in networks:
        answer = bank.get("/influencers", **query)
        assert answer["left_out"] == left_out(refused=1, blocked=1, **silent)
        listed = {row["customer_id"][0]: row["consent"] for row in answer["items"]}
        named = {"c": "given", "d": "given"} | ({} if silent else {"e": "unknown"})
        assert listed == named
    whole = bank.get("/influencers", purpose="service")
    assert {row["customer_id"][0] for row in whole["items"]} == set("abcde")


def test_whom_customers_pay_alike_is_named_only_where_it_may_be(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", "opt_in")
    customers = [
        *people("a", "b", "c", "friend", marketing_consent="true"),
        *people("refuser", marketing_consent="false"),
        *people("mute"),
        *companies("shop"),
        *companies("deaf", marketing_consent="false"),
        *people("gone", marketing_consent="false"),
    ]
    payees = ("friend", "refuser", "mute", "shop", "deaf")
    who = [("a", p) for p in payees] + [("b", p) for p in payees] + [("gone", "shop")]
    bank.keep(customers=customers, **paid(*(f"{p}>{q} 5 2025-03-01T09:00" for p, q in who)))
    bank.derive("--as-of", DAY, "--tags", "opinion_leader")
    for answer in (
        bank.get("/customers/a/similar"),
        ask(bank, "/look-alike", seeds=["a"], k=5),
    ):
        [found] = answer["items"]
        assert (found["customer_id"], found["consent"]) == ("b", "given")
        told = sorted((each["id"], each["name"]) for each in found["shared"])
        # refuser, mute (unknown under opt_in) and deaf (a firm that refused) go without a name.
        assert told == [("***", "***")] * 3 + [("friend", "friend"), ("shop", "shop")]
        assert (answer["hidden"], answer["left_out"]) == (1, left_out(refused=1))
        assert not any(f"{name}" in str(answer) for name in ("refuser", "mute", "deaf", "gone"))
    own = bank.get("/customers/a/similar", purpose="service")
    assert [row["customer_id"] for row in own["items"]] == ["b", "gone"]
    assert {each["id"] for each in own["items"][0]["shared"]} == {*payees}
    assert (own["hidden"], own["left_out"]) == (0, left_out())


def test_changes_of_all_tags_leave_out_those_of_marketing_alone(sqlite_circle: ServedBank) -> None:
    # opinion_leader and community_member have 8 holdings each, community_core one: the leader's,
    # who is blocked. Under opt_out 5 of 8 are left out twice, and that one.
    answer = sqlite_circle.get("/runs/1/changes/2", limit=500)
    told: dict[str, set[str]] = {}
    for row in answer["items"]:
        told.setdefault(row["tag_id"], set()).add(row["customer_id"])
    expected = dict.fromkeys(("opinion_leader", "community_member"), NAMED["opt_out"])
    assert {tag: told[tag] for tag in expected} == expected
    twice = {name: 2 * count for name, count in OUT["opt_out"].items()}
    assert answer["left_out"] == twice | {"blocked": twice["blocked"] + 1}
    own = sqlite_circle.get("/runs/1/changes/2", limit=500, purpose="service")
    assert own["left_out"] == left_out()
    assert len(own["items"]) == len(answer["items"]) + sum(answer["left_out"].values())


def test_a_name_that_is_searched_for_tells_nobody_s_refusal(sqlite_circle: ServedBank) -> None:
    for name in ("refused", "given", "nobody-by-this-name"):
        answer = sqlite_circle.get("/customers", tag="opinion_leader", q=name)
        assert answer["left_out"] == OUT["opt_out"]
