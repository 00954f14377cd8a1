"""/influence as a banker sees it: who leads, with whom to begin, communities, look-alikes."""

import csv
import io
from typing import Any

import pytest

from cypher.vocabulary import Text
from service.errors import Overloaded
from tests.banks import ServedBank
from tests.viewers import named
from tests.web.leading import MARKUP, shown


def test_leaders_are_told_with_how_many_are_left_out_and_why(served: ServedBank) -> None:
    first = served.get("/influencers")["items"][0]
    for lang, words in (("zh", "拒绝接受营销1"), ("en", "refused to be approached 1")):
        told = shown(served, f"/influence?lang={lang}").text
        assert words in told
        assert first["sentence"][lang] in told
        assert "拒二" not in told
    assert "拒二" in shown(served, "/influence?purpose=service").text


def test_markup_in_a_name_is_text(served: ServedBank) -> None:
    told = shown(served, "/influence?region=%3Cscript%3E").text
    assert "<script>" not in told.partition("<main")[2]
    told = shown(served, "/influence").text
    assert MARKUP not in told
    assert "&lt;b&gt;李&lt;/b&gt;" in told


def test_the_address_chooses_seeds_and_the_file_has_the_same(served: ServedBank) -> None:
    found = served.client.post("/api/v1/influence/seeds", json={"k": 2}).get_json()
    told = shown(served, "/influence?k=2").text
    for seed in found["seeds"]:
        assert f"{seed['gain']:.1f}</td>" in told
    assert f"约{found['spread']:.1f}位客户" in told
    file = shown(served, "/influence/seeds.csv?k=2&lang=en").get_data().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(file))]
    assert [row["customer_id"] for row in rows] == [one["customer_id"] for one in found["seeds"]]


@pytest.mark.parametrize("asked", ["k=x", "k=5000", "k=2&within=nothing"])
def test_seeds_that_cannot_be_chosen_are_told_beside_the_list(
    served: ServedBank, asked: str
) -> None:
    answer = shown(served, f"/influence?{asked}")
    assert answer.status_code == 200
    assert 'class="problem"' in answer.text
    assert "安一" in answer.text


def test_who_leads_is_told_although_seeds_cannot_be_chosen_now(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_soon(*args: Any) -> None:
        raise Overloaded(Text("算法仍在编译，请稍后再试", "the algorithms are being compiled"))

    monkeypatch.setattr("service.api.marketing.seeds.seed_candidates", too_soon)
    told = shown(served, "/influence?k=2").text
    assert "算法仍在编译" in told
    assert "安一" in told


def test_a_leader_is_shown_with_those_who_follow(served: ServedBank) -> None:
    told = shown(served, "/influence?leader=A").text
    assert "跟随安一的客户" in told
    assert 'class="picture"' in told
    assert 'href="/customers/E"' in told
    missing = shown(served, "/influence?leader=nobody")
    assert (missing.status_code, "只有意见领袖" in missing.text) == (200, True)


def test_a_community_says_what_its_members_share(served: ServedBank) -> None:
    listed = shown(served, "/influence/communities").text
    [first, *_] = served.get("/communities")["items"]
    assert f"/influence/communities/{first['community_id']}" in listed
    told = shown(served, f"/influence/communities/{first['community_id']}?purpose=service")
    assert told.status_code == 200
    for trait in served.get(f"/communities/{first['community_id']}", purpose="service")["common"]:
        assert trait["sentence"]["zh"] in told.text
    assert shown(served, "/influence/communities/CM-none").status_code == 404


def test_look_alikes_are_of_one_of_many_or_of_a_tag(served: ServedBank) -> None:
    assert "像一批客户" in shown(served, "/influence/look-alikes").text
    alike = served.get("/customers/F/similar")["items"][0]
    told = shown(served, "/influence/look-alikes?customer_id=F").text
    assert alike["sentence"]["zh"] in told
    many = shown(served, "/influence/look-alikes?seeds=F，G&k=3").text
    assert "2位种子客户最相似" in many
    assert "请填写客户号" in shown(served, "/influence/look-alikes?k=3").text
    unknown = shown(served, "/influence/look-alikes?customer_id=nobody")
    assert (unknown.status_code, 'class="problem"' in unknown.text) == (200, True)
    file = shown(served, "/influence/look-alikes.csv?seeds=F&k=3")
    assert (file.status_code, file.mimetype) == (200, "text/csv")


def test_each_role_sees_its_own_part(guarded: ServedBank) -> None:
    marketer = shown(guarded, "/influence?k=1", headers=named("marketer")).text
    assert "安一" in marketer
    assert 'href="/customers/' not in marketer
    assert 'id="seeds"' in marketer
    manager = shown(
        guarded, "/influence?k=1", headers=named("relationship_manager", managers="RM1")
    )
    assert 'href="/customers/A"' in manager.text
    assert 'id="seeds"' not in manager.text
    elsewhere = named("relationship_manager", managers="RM2")
    assert "安一" not in shown(guarded, "/influence?leader=A", headers=elsewhere).text
    for address in ("/influence", "/influence/communities", "/influence/look-alikes"):
        refused = shown(guarded, address, headers=named("risk_officer"))
        assert (refused.status_code, refused.mimetype) == (403, "text/html")
    seeds = shown(guarded, "/influence/seeds.csv?k=1", headers=named("relationship_manager"))
    assert seeds.status_code == 403
