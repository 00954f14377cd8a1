"""/runs as a banker sees it: what ran, on what, and what changed between two runs."""

from tests.banks import ServedBank
from tests.viewers import named
from tests.web.leading import MARKUP, shown


def test_runs_are_listed_the_last_first_and_say_how_one_is_published(served: ServedBank) -> None:
    told = shown(served, "/runs").text
    assert told.index('href="/runs/2"') < told.index('href="/runs/1"')
    assert "截至2025年12月31日" in told
    assert "guanxi runs --publish N" in told
    assert "as of 30 June 2025" in shown(served, "/runs?lang=en").text


def test_a_run_tells_its_tags_settings_and_fingerprint(served: ServedBank) -> None:
    run = served.get("/runs/2")
    told = shown(served, "/runs/2").text
    assert run["fingerprint"] in told
    assert "influence_rate" in told
    assert all(f'href="/tags/{tag_id}"' in told for tag_id in run["report"]["tags"])
    assert 'href="/runs/1/changes/2"' in told
    missing = shown(served, "/runs/99")
    assert missing.status_code == 404
    assert "guanxi runs --publish 99" in missing.text
    assert shown(served, "/runs/x").status_code == 404


def test_changes_name_whom_and_how(served: ServedBank) -> None:
    led = shown(served, "/runs/changes?earlier=1&later=2")
    assert (led.status_code, led.headers["Location"]) == (303, "/runs/1/changes/2")
    assert shown(served, "/runs/changes?earlier=//e.x&later=2").headers["Location"] == "/runs"
    changes = served.get("/runs/1/changes/2")
    told = shown(served, "/runs/1/changes/2").text
    assert changes["items"]
    for change in changes["items"]:
        assert f'href="/customers/{change["customer_id"]}"' in told
    assert MARKUP not in told
    other = shown(served, "/runs/1/changes/2?relationship_manager=RM9").text
    assert "没有符合条件的变化" in other
    swapped = shown(served, "/runs/2/changes/1")
    assert 'href="/runs/1/changes/2"' in swapped.text


def test_a_marketer_sees_changes_of_his_tags_and_no_run(guarded: ServedBank) -> None:
    told = shown(guarded, "/runs/1/changes/2", headers=named("marketer"))
    assert told.status_code == 200
    assert 'href="/runs/1"' not in told.text
    assert "拒二" not in told.text
    assert shown(guarded, "/runs", headers=named("marketer")).status_code == 403
    steward = shown(guarded, "/runs/2", headers=named("tag_steward")).text
    assert "/changes/" not in steward
