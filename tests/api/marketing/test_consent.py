"""Whom lists for marketing name: by whose consent, on which day, under which of its numbers."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cypher.time_zone import TimeZone
from tests.banks import ServedBank
from tests.loaders.banks import write_bank

TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(days=1)
#: Four persons and a company, each of whom leads one follower; what they said of marketing.
LEADERS = ("denied", "expired", "granted", "none", "organisation")
FOLLOWERS = [f"follower_{each}" for each in LEADERS]
CONSENTS = f"""customer_id,purpose,status,at,channel,until
granted,marketing,granted,2025-01-01,,{TODAY}
denied,marketing,denied,2025-01-01,,
expired,marketing,granted,2025-01-01,,{YESTERDAY}
none,service,granted,2025-01-01,,
none,marketing,granted,2025-01-01,sms,
"""
#: The lists for marketing that name leaders, and how each names one.
LISTS = ("/influencers", "/tags/opinion_leader/customers", "/customers?tag=opinion_leader")


@pytest.fixture
def leaders(bank: ServedBank, tmp_path: Path) -> ServedBank:
    """A bank in which each follower was referred by one leader."""
    names = [*LEADERS, *FOLLOWERS]
    kinds = ["company" if each == "organisation" else "person" for each in names]
    rows = [f"{each},{kind},{each}" for each, kind in zip(names, kinds, strict=True)]
    referrals = [f"{each},follower_{each},2025-06-01" for each in LEADERS]
    files = write_bank(
        tmp_path / "files",
        customers="\n".join(["customer_id,kind,name", *rows, ""]),
        referrals="\n".join(["referrer_id,referred_id,at", *referrals, ""]),
        consents=CONSENTS,
    )
    bank.load(files)
    bank.derive("--as-of", "2025-12-31", "--tags", "opinion_leader")
    return bank


def listed(bank: ServedBank, path: str, **query: str) -> list[str]:
    """The leaders that a list names, in the order of their ids."""
    path, _, named = path.partition("?")
    asked = dict(pair.split("=") for pair in named.split("&") if pair) | query
    return sorted({each["customer_id"] for each in bank.items(path, **asked)} & {*LEADERS})


@pytest.mark.parametrize(
    ("consent", "named"),
    [
        ("opt_in", ["granted", "organisation"]),
        ("opt_out", ["expired", "granted", "none", "organisation"]),
    ],
)
def test_lists_name_who_consents_or_all_but_who_refused(
    leaders: ServedBank, monkeypatch: pytest.MonkeyPatch, consent: str, named: list[str]
) -> None:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", consent)
    for path in LISTS:
        assert listed(leaders, path) == named, path
    assert listed(leaders, "/influencers", network="referrals") == named
    assert listed(leaders, "/customers?tag=opinion_leader&q=e") == [n for n in named if "e" in n]
    chosen = leaders.client.post(
        "/api/v1/influence/seeds", json={"k": len(named), "network": "referrals"}
    ).get_json()
    assert {seed["customer_id"] for seed in chosen["seeds"]} <= {*named, *FOLLOWERS}
    assert chosen["candidates"] == len(named) + (consent == "opt_out") * len(FOLLOWERS)


def test_a_consent_that_runs_out_counts_no_more_from_midnight_on(
    leaders: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", "opt_in")
    asked = [("/influencers", {"network": network}) for network in ("influence", "referrals")]
    assert all("granted" in listed(leaders, path, **query) for path, query in asked)
    monkeypatch.setattr(TimeZone, "today", lambda _: TODAY + timedelta(days=1))
    assert all(listed(leaders, path, **query) == ["organisation"] for path, query in asked)


@pytest.mark.usefixtures("everybody_leads")
def test_what_one_number_says_counts_for_all_of_a_customer(
    leaders: ServedBank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GUANXI_MARKETING_CONSENT", "opt_in")
    files = write_bank(
        tmp_path / "same",
        same_as="customer_id,other_customer_id,basis\nnone,granted,crm\nexpired,denied,crm\n",
    )
    leaders.load(files, "--as", "same")
    leaders.derive("--as-of", "2025-12-31", "--tags", "opinion_leader")
    # The two are known by the smaller of their numbers; a refusal outweighs a consent.
    for path in LISTS:
        assert listed(leaders, path) == ["granted", "organisation"], path
    # What finds the number that said nothing finds who consented under the other, ...
    search = "/customers?tag=opinion_leader"
    assert listed(leaders, search, q="none") == ["granted"]
    # ... and what finds the number that said nothing finds nobody where the other refused.
    assert listed(leaders, search, q="expired") == []
