"""A holding that an older rule found is told as that version had it, and never fails."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from cypher import StoreSettings, open_store
from cypher.schema import migrations
from service.api.http.held_versions import NOT_KEPT
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tags import catalogue
from tests.banks import ServedBank
from tests.contract.worlds import SMALL_WORLD
from tests.neo4j.scratch import connect

DAY = "2025-12-31"
OLD = "0.9.0"
CIRCLE, LEADER, COMMUNITY = "guarantee_circle", "opinion_leader", "community_member"
TAGS = f"{CIRCLE},{LEADER},{COMMUNITY},community_core,control_group_member"


def older(tag: Tag) -> Tag:
    """The tag as an older version might have been: another title, grades and facts."""

    def find(bank: Reading, settings: Settings) -> Holdings:
        found = tag.find(bank, settings)

        def detail(i: int) -> Detail:
            today = found.detail(i)
            roles = {key: value for key, value in today.value.items() if key == "role"}
            return Detail({**roles, "of_old": i}, today.edges, {"found": "so"}, today.subject)

        return replace(found, detail=detail)

    def tell(told: Told) -> Text:
        return Text(f"旧{told.value['of_old']}", f"old {told.facts['found']}")

    grades = tuple(
        Grade(
            grade_id=grade.grade_id,
            title=Text(f"旧{grade.title.zh}", f"old {grade.title.en}"),
            floor=grade.floor,
            reason=Text("旧理由", "an old reason"),
        )
        for grade in tag.grades
    )
    title = Text(f"旧{tag.title.zh}", f"Old {tag.title.en}")
    return replace(tag, version=OLD, title=title, grades=grades, find=find, tell=tell)


@pytest.fixture
def old_bank(bank: ServedBank) -> ServedBank:
    """The small world with one run, in which three tags were of an older version."""
    bank.keep(**SMALL_WORLD)
    with pytest.MonkeyPatch.context() as monkeypatch:
        for tag_id in (CIRCLE, LEADER, COMMUNITY):
            monkeypatch.setitem(catalogue(), tag_id, older(catalogue()[tag_id]))
        bank.derive("--as-of", DAY, "--tags", TAGS)
    return bank


def is_old(tag_id: str, holding: dict[str, Any]) -> bool:
    """Whether a holding is told as the older version has it."""
    tag, grade = catalogue()[tag_id], holding["grade"]
    old = older(tag)
    kept = next(known for known in old.grades if known.grade_id == grade)
    assert holding["version"] == OLD
    assert holding["title"] == vars(old.title)
    assert holding["grade_title"] == vars(kept.title)
    assert holding["grade_reason"] == vars(kept.reason)
    return bool(holding["sentence"] == sentence(tag_id, grade))


def sentence(tag_id: str, grade: str) -> dict[str, str]:
    title = catalogue()[tag_id].title
    named = next(known for known in catalogue()[tag_id].grades if known.grade_id == grade).title
    return {
        "zh": f"依据{OLD}版规则持有：旧{title.zh}，旧{named.zh}",
        "en": f"Held under version {OLD}: Old {title.en}, old {named.en}",
    }


def first_holder(bank: ServedBank, tag_id: str) -> str:
    customer_id: str = bank.holders(tag_id)[0]["customer_id"]
    return customer_id


@pytest.mark.parametrize("tag_id", [CIRCLE, LEADER, COMMUNITY])
def test_a_holding_of_an_older_version_is_told_in_a_plain_sentence_of_it(
    tag_id: str, old_bank: ServedBank
) -> None:
    customer_id = first_holder(old_bank, tag_id)
    held = old_bank.get(f"/customers/{customer_id}/tags", include="evidence")["tags"]
    (holding,) = [each for each in held if each["tag_id"] == tag_id]
    assert is_old(tag_id, holding)
    assert holding["evidence"]["facts"] == {"found": "so"}
    assert is_old(tag_id, old_bank.holding(customer_id, tag_id))
    others = {each["version"] for each in held if each["tag_id"] not in (CIRCLE, LEADER, COMMUNITY)}
    assert OLD not in others


def test_lists_groups_and_reports_of_older_versions_are_served(old_bank: ServedBank) -> None:
    group = old_bank.get("/groups", kind="guarantee_circle")["items"][0]
    told = old_bank.get(f"/groups/{group['group_id']}")
    member = told["members"][0]
    grade = old_bank.holding(member["customer_id"], CIRCLE)["grade"]
    assert member["sentence"] == sentence(CIRCLE, grade)
    why = old_bank.get(f"/groups/{group['group_id']}/why", customer_id=member["customer_id"])
    assert why["sentence"] == sentence(CIRCLE, grade)
    report = old_bank.client.get(f"/api/v1/groups/{group['group_id']}.csv?lang=zh")
    assert sentence(CIRCLE, grade)["zh"] in report.get_data(as_text=True)

    leader = old_bank.get("/influencers")["items"][0]
    assert leader["sentence"] == sentence(LEADER, leader["grade"])
    assert leader["rank"] is leader["followers"] is None

    community = old_bank.get("/communities")["items"][0]["community_id"]
    member = old_bank.get(f"/communities/{community}")["members"][0]
    assert member["sentence"]["en"].startswith(f"Held under version {OLD}: Old ")
    assert member["rank"] is None


def test_history_keeps_the_words_of_its_version(old_bank: ServedBank) -> None:
    customer_id = first_holder(old_bank, CIRCLE)
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    now = old_bank.holding(customer_id, CIRCLE)
    assert (now["version"], now["since_run"]) == (catalogue()[CIRCLE].version, 2)
    assert not now["sentence"]["en"].startswith("Held under version")
    (then,) = old_bank.get(f"/customers/{customer_id}/tags/{CIRCLE}", run=1)["holdings"]
    assert is_old(CIRCLE, then)
    changes = old_bank.get("/runs/1/changes/2", tag=CIRCLE)["items"]
    assert customer_id in {change["customer_id"] for change in changes}


def test_versions_are_listed_the_latest_first_with_what_they_said(old_bank: ServedBank) -> None:
    tag = catalogue()[CIRCLE]
    only = old_bank.get(f"/tags/{CIRCLE}/versions")
    assert [each["version"] for each in only["items"]] == [OLD]
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    first = old_bank.get(f"/tags/{CIRCLE}/versions", limit=1)
    (now,) = first["items"]
    assert (now["version"], now["current"], now["first_run"]) == (tag.version, True, 2)
    assert (now["meaning"], now["source"]) == (vars(tag.meaning), tag.source)
    assert now["grades"] == old_bank.get(f"/tags/{CIRCLE}")["grades"]
    last = old_bank.get(f"/tags/{CIRCLE}/versions", limit=1, cursor=first["next"])
    (old,) = last["items"]
    assert last["next"] is None
    assert (old["version"], old["current"], old["first_run"]) == (OLD, False, 1)
    assert old["title"] == vars(older(tag).title)
    assert {grade["reason"]["en"] for grade in old["grades"]} == {"an old reason"}


def test_versions_of_an_unknown_tag_are_a_404(old_bank: ServedBank) -> None:
    old_bank.get("/tags/no_such_tag/versions", status=404)


def test_a_version_of_a_run_that_broke_off_was_never_used(
    old_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(bank: Reading, settings: Settings) -> Holdings:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        broken = replace(catalogue()[CIRCLE], version="9.0.0", find=fail)
        patched.setitem(catalogue(), CIRCLE, broken)
        with pytest.raises(AssertionError):
            old_bank.derive("--as-of", DAY, "--tags", TAGS)
    listed = [each["version"] for each in old_bank.get(f"/tags/{CIRCLE}/versions")["items"]]
    assert listed == [OLD]
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    listed = [each["version"] for each in old_bank.get(f"/tags/{CIRCLE}/versions")["items"]]
    assert listed == [catalogue()[CIRCLE].version, OLD]


def test_a_teller_that_fails_on_its_own_version_is_logged_and_told_plainly(
    old_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    customer_id = first_holder(old_bank, CIRCLE)

    def tell(told: Told) -> Text:
        raise KeyError("a_fact_that_is_not_there")

    tag = replace(catalogue()[CIRCLE], tell=tell)
    monkeypatch.setitem(catalogue(), CIRCLE, tag)
    holding = old_bank.holding(customer_id, CIRCLE)
    grade = next(known for known in tag.grades if known.grade_id == holding["grade"])
    assert holding["sentence"]["en"] == (
        f"Held under version {tag.version}: {tag.title.en}, {grade.title.en}"
    )
    assert "a_fact_that_is_not_there" in caplog.text
    assert f"{CIRCLE} {tag.version} cannot tell" in caplog.text
    caplog.clear()


def forget_versions(url: str) -> None:
    """Leave a store as it was when versions began to be kept."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("DELETE FROM tag_versions")
            connection.commit()
    else:
        with connect(url) as session:
            session.run("MATCH (v:TagVersion) DELETE v").consume()


def test_a_store_from_before_versions_were_kept_knows_which_runs_used_them(
    old_bank: ServedBank,
) -> None:
    customer_id = first_holder(old_bank, CIRCLE)
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    # Titles were kept by tag, so that those of today are all that is known.
    forget_versions(old_bank.url)
    (step,) = [each.step for each in migrations() if each.name == "0003_tag_versions_used"]
    assert step
    with closing(open_store(StoreSettings())) as store:
        # Twice, as after a kill: nothing changes by it.
        assert len([*step(store), *step(store)]) == 2
    tag = catalogue()[CIRCLE]
    now, old = old_bank.get(f"/tags/{CIRCLE}/versions")["items"]
    assert (now["version"], now["first_run"], now["current"]) == (tag.version, 2, True)
    assert (old["version"], old["first_run"], old["current"]) == (OLD, 1, False)
    for known in (now, old):
        assert known["title"] == vars(tag.title)
        assert (known["meaning"], known["source"], known["grades"]) == (None, None, [])
    (then,) = old_bank.get(f"/customers/{customer_id}/tags/{CIRCLE}", run=1)["holdings"]
    grade = then["grade"]
    assert then["sentence"]["en"] == f"Held under version {OLD}: {tag.title.en}, {grade}"
    assert then["grade_title"] == {"zh": grade, "en": grade}
    assert then["grade_reason"] == vars(NOT_KEPT)
    old_bank.derive("--as-of", DAY, "--tags", TAGS)
    now, _ = old_bank.get(f"/tags/{CIRCLE}/versions")["items"]
    assert (now["first_run"], now["source"]) == (2, tag.source)
    assert len(now["grades"]) == len(tag.grades)
