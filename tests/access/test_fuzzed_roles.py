"""Whatever a role sends, the answer is as documented and tells nothing that the role may not know.

A few hundred requests a role; `make scale` sends ten thousand.
"""

import pytest

from service.access.roles import ROLE_IDS
from tests.access.fuzzing.asking import asked_as_each
from tests.access.fuzzing.bank import keep_planted
from tests.access.scoped_world import AUDITOR
from tests.banks import ServedBank

pytestmark = pytest.mark.slow

REQUESTS = 300


def test_no_request_of_any_role_breaks_the_contract_or_learns_too_much(
    sqlite_bank: ServedBank, behind_proxy: None
) -> None:
    keep_planted(sqlite_bank)
    for outcome in asked_as_each(sqlite_bank, ROLE_IDS, REQUESTS):
        print(outcome.line(), flush=True)
        assert outcome.examples == {}
        assert outcome.requests == REQUESTS
        # It is no use to be refused all the time.
        assert outcome.statuses[200] > REQUESTS / 5


def test_what_is_planted_is_found_where_it_is_told(
    sqlite_bank: ServedBank, behind_proxy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge finds what is wrong where nothing is masked, or a role sees the whole bank."""
    keep_planted(sqlite_bank)
    monkeypatch.setattr("service.access.identifying.mask", lambda kind, value: value)
    [risk] = asked_as_each(sqlite_bank, ["risk_officer"], REQUESTS)
    assert any("the value" in each for each in risk.leaks)
    monkeypatch.setattr("tests.access.fuzzing.asking.viewer_of", lambda role: AUDITOR)
    [manager] = asked_as_each(sqlite_bank, ["relationship_manager"], 4 * REQUESTS)
    assert any("the text" in each for each in manager.leaks)
    assert any("outside" in each for each in manager.leaks)
    assert any("a holding of" in each for each in manager.leaks)
    [loader] = asked_as_each(sqlite_bank, ["data_loader"], REQUESTS)
    assert any("is a customer" in each for each in loader.leaks)
    assert any("may not ask" in each for each in loader.faults)
