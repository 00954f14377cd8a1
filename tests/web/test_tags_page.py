"""/tags as a banker sees it: the catalogue, and one tag with its holders."""

import re
from html import unescape

from tests.banks import ServedBank
from tests.viewers import named
from tests.web.leading import shown


def test_every_tag_stands_once_in_the_tree(served: ServedBank) -> None:
    told = shown(served, "/tags").text
    listed = [one["tag_id"] for one in served.get("/tags", limit=500)["items"]]
    assert sorted(re.findall(r'href="/tags/(\w+)"', told)) == sorted(listed)


def test_words_of_either_language_find_tags(served: ServedBank) -> None:
    for words in ("意见 领袖", "OPINION leader", "opinion_leader"):
        told = shown(served, f"/tags?q={words}").text
        assert 'href="/tags/opinion_leader"' in told, words
        assert 'href="/tags/guarantee_circle"' not in told, words
    nothing = shown(served, "/tags?q=%3Cb%3E").text
    assert "没有这样的标签" in nothing
    assert "<b>" not in nothing
    assert "guarantee_circle" not in shown(served, "/tags?audience=市场营销").text


def test_a_tag_tells_its_rule_its_grades_and_who_holds_it(served: ServedBank) -> None:
    tag = served.get("/tags/opinion_leader")
    for lang in ("zh", "en"):
        told = unescape(shown(served, f"/tags/opinion_leader?lang={lang}").text)
        assert tag["meaning"][lang] in told
        assert tag["version"] in told
        for grade in tag["grades"]:
            assert grade["reason"][lang] in told
    assert "安一" in told
    assert "拒二" not in told
    assert "拒二" in shown(served, "/tags/opinion_leader?purpose=service").text
    assert shown(served, "/tags/no_such_tag").status_code == 404


def test_the_file_has_the_whole_of_the_list_that_is_filtered(served: ServedBank) -> None:
    told = shown(served, "/tags/opinion_leader?branch=一支行&limit=1").text
    assert 'rel="next"' in told
    address = re.findall(r'href="(/api/v1/tags/opinion_leader/customers\.csv[^"]*)"', told)[0]
    file = shown(served, address.replace("&amp;", "&"))
    assert file.status_code == 200
    listed = served.holders("opinion_leader", branch="一支行")
    assert len(file.get_data(as_text=True).splitlines()) == 1 + len(listed) > 2


def test_a_filter_that_is_wrong_is_told_on_the_page(served: ServedBank) -> None:
    told = shown(served, "/tags/opinion_leader?grade=nothing")
    assert told.status_code == 200
    assert served.get("/tags/opinion_leader")["meaning"]["zh"] in told.text


def test_stewards_see_counts_and_no_names_others_by_their_purposes(guarded: ServedBank) -> None:
    for role, counted, names in (
        ("marketer", True, True),
        ("tag_steward", True, False),
        ("approver", True, False),
        ("administrator", False, False),
    ):
        told = shown(guarded, "/tags/opinion_leader", headers=named(role)).text
        assert ("位客户持有" in told) is counted, role
        assert ("安一" in told) is names, role
        assert "被他人跟随的客户" in told, role
    marketer = shown(guarded, "/tags/opinion_leader", headers=named("marketer")).text
    assert 'href="/influence/look-alikes?tag=opinion_leader&amp;k=20"' in marketer
    marketer = shown(guarded, "/tags/near_blocked", headers=named("marketer")).text
    assert "只看得到它的定义" in marketer
