"""GUANXI_TIME_ZONE: whose days and months are meant, from the file to the answer."""

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import loaders.__main__
import service.__main__
from cypher import StoreSettings, open_store
from cypher.view.accounts import MonthlyPayments, Payments
from service.tagging.bank import Bank
from tests.banks import ServedBank, write_files
from tests.building import Row, companies, guarantees_of, people

PERSONS = "abcdef"
#: Each day begins here first, and there last: never the same one.
FIRST, LAST = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.fixture(autouse=True)
def beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not set is Beijing's."""
    monkeypatch.delenv("GUANXI_TIME_ZONE")


def payroll(offset: str) -> dict[str, list[Row]]:
    """Salaries half an hour after the beginning of a month, from February to June of 2026."""
    moves = [(each, month) for each in PERSONS for month in range(2, 7)]
    return {
        "customers": [*people(*PERSONS), *companies("K")],
        "accounts": [{"account_id": f"A{each}"} for each in (*PERSONS, "K")],
        "account_holders": [
            {"account_id": f"A{each}", "customer_id": each, "role": "owner"}
            for each in (*PERSONS, "K")
        ],
        "transactions": [
            {
                "transaction_id": f"{each}{month}",
                "from_account": "AK",
                "to_account": f"A{each}",
                "amount": 8000,
                "currency": "CNY",
                "at": f"2026-{month:02}-01T00:30:00{offset}",
            }
            for each, month in moves
        ],
    }


def pay_day(bank: ServedBank) -> tuple[int, str, str]:
    held = bank.holding("K", "payroll_employer")
    facts = held["evidence"]["facts"]
    assert held["value"]["day"] == facts["day"]
    return facts["day"], facts["first_month"], facts["last_month"]


@pytest.mark.parametrize("offset", ["+08:00", ""])
def test_pay_days_are_those_of_the_bank(bank: ServedBank, tmp_path: Path, offset: str) -> None:
    """Field case 63; without an offset an instant is one of the bank's zone."""
    bank.load(write_files(tmp_path / "files", **payroll(offset)))
    bank.derive("--tags", "payroll_employer", "--as-of", "2026-06-30")
    assert pay_day(bank) == (1, "2026-02", "2026-06")
    edge = bank.holding("K", "payroll_employer")["evidence"]["edges"][0]
    assert edge["at"] == "2026-06-01T00:30:00.000+08:00"
    (payment, *_) = bank.get("/customers/K/money")["trails"]
    assert "2026-02-01T00:30:00.000+08:00" in str(payment)


def test_another_zone_shifts_days_and_no_instant(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_bank.load(write_files(tmp_path / "files", **payroll("")))
    monkeypatch.setenv("GUANXI_TIME_ZONE", "UTC")
    sqlite_bank.derive("--tags", "payroll_employer", "--as-of", "2026-06-30")
    assert pay_day(sqlite_bank) == (31, "2026-01", "2026-05")
    edge = sqlite_bank.holding("K", "payroll_employer")["evidence"]["edges"][0]
    assert edge["at"] == "2026-05-31T16:30:00.000Z"


def test_days_and_months_of_views_are_those_of_the_zone(bank: ServedBank) -> None:
    bank.keep(**payroll("+08:00"))
    with closing(open_store(StoreSettings())) as store:
        for zone, day, payments, months in (
            ("Asia/Shanghai", date(2026, 3, 31), 12, {(2026, 2), (2026, 3)}),
            ("Asia/Shanghai", date(2026, 2, 28), 6, {(2026, 2)}),
            ("UTC", date(2026, 2, 28), 12, {(2026, 1), (2026, 2)}),
            ("America/New_York", date(2026, 2, 28), 12, {(2026, 1), (2026, 2)}),
        ):
            seen = Bank(store, day, zone)
            assert len(seen[Payments].at) == payments, zone
            monthly = seen[MonthlyPayments]
            assert {divmod(month, 12) for month in monthly.month.tolist()} == {
                (year, month - 1) for year, month in months
            }, zone
            assert monthly.payments.sum() == payments
        # The year to a day begins where the day of the year before has ended.
        seen = Bank(store, date(2027, 1, 31), "Asia/Shanghai")
        assert seen[MonthlyPayments].payments.sum() == 30
        seen = Bank(store, date(2027, 2, 1), "Asia/Shanghai")
        assert seen[MonthlyPayments].payments.sum() == 24
        assert Bank(store, date(2027, 1, 31), "UTC")[MonthlyPayments].payments.sum() == 24


def test_a_run_looks_at_the_day_of_the_zone(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_bank.keep(customers=companies("a"))
    days = {}
    for zone, run in ((FIRST, 1), (LAST, -1)):
        monkeypatch.setenv("GUANXI_TIME_ZONE", zone)
        sqlite_bank.derive("--tags", "household")
        days[zone] = date.fromisoformat(sqlite_bank.get(f"/runs/{run}")["as_of"])
        assert abs(days[zone] - datetime.now(ZoneInfo(zone)).date()) <= timedelta(days=1)
    assert days[LAST] < days[FIRST]


def test_a_row_is_closed_on_the_day_of_the_zone(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = {}
    for zone in (FIRST, LAST):
        monkeypatch.setenv("GUANXI_TIME_ZONE", zone)
        sqlite_bank.load(write_files(tmp_path / "a", customers=companies("a", zone)), "--full")
        sqlite_bank.load(write_files(tmp_path / "a", customers=companies("a")), "--full")
        closed[zone] = sqlite_bank.get(f"/customers/{zone.replace('/', '%2F')}")["closed_on"]
    assert closed[LAST] < closed[FIRST]


def test_a_sentence_names_the_day_of_the_zone(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("p", "q"),
        referrals=[{"referrer_id": "p", "referred_id": "q", "at": "2025-11-30T17:00:00Z"}],
    )
    sqlite_bank.derive("--tags", "relationship_closeness", "--as-of", "2025-12-31")
    held = sqlite_bank.holding("p", "relationship_closeness")
    assert "最近一次往来：2025年12月1日" in held["sentence"]["zh"]
    assert held["evidence"]["facts"]["latest_at"] == "2025-12-01T01:00:00.000+08:00"
    (edge,) = sqlite_bank.get("/customers/p/neighbours", types="REFERRED")["edges"]
    assert edge["at"] == "2025-12-01T01:00:00.000+08:00"
    file = sqlite_bank.client.get("/api/v1/customers/p/neighbours.graphml?types=REFERRED")
    assert "2025-12-01T01:00:00.000+08:00" in file.text


def test_every_instant_of_an_answer_has_the_offset_of_the_bank(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=companies(
            *"abc", x_seen='{"at":"2025-01-01T00:00:00Z"}', x_seen_at="2025-01-01T00:00:00Z"
        ),
        guarantees=guarantees_of("a>b", "b>c", "c>a"),
    )
    sqlite_bank.derive("--tags", "guarantee_circle", "--as-of", "2025-12-31")
    run = sqlite_bank.get("/runs/1")
    assert run["started_at"].endswith("+08:00")
    assert run["published_at"] == sqlite_bank.get("/customers/a/tags")["known_at"]
    (group,) = sqlite_bank.items("/groups")
    made = sqlite_bank.client.post(
        f"/api/v1/groups/{group['group_id']}/overrides",
        json={"customer_id": "a", "decision": "out", "reason": "r", "author": "u"},
    ).get_json()
    assert made["made_at"].endswith("+08:00")
    # What a text says is nobody's to change.
    assert sqlite_bank.get("/customers/a")["attributes"] == {
        "x_seen": '{"at":"2025-01-01T00:00:00Z"}',
        "x_seen_at": "2025-01-01T00:00:00Z",
    }


def test_an_unknown_zone_ends_every_command_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{tmp_path / 'guanxi.db'}")
    monkeypatch.setenv("GUANXI_TIME_ZONE", "Asia/Beijing")
    folder = write_files(tmp_path / "files", customers=companies("a"))
    for main, arguments in (
        (loaders.__main__.main, [str(folder)]),
        (service.__main__.main, ["derive"]),
        (service.__main__.main, ["serve", "--port", "0"]),
    ):
        assert main(arguments) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert "GUANXI_TIME_ZONE: there is no time zone 'Asia/Beijing'" in line
    assert not (tmp_path / "guanxi.db").exists()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("9999-12-31", "has not come yet"),
        ("2062-12-31", "has not come yet"),
        ("0001-01-01", "too long ago"),
        ("1025-12-31", "too long ago"),
        ("2025-02-30", "is no day"),
        ("yesterday", "is no day"),
        ("", "is no day"),
    ],
)
def test_a_day_that_nobody_can_mean_is_refused_in_one_line(
    sqlite_bank: ServedBank, capsys: pytest.CaptureFixture[str], day: str, why: str
) -> None:
    sqlite_bank.keep(customers=companies("a"))
    assert service.__main__.main(["derive", "--as-of", day]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert why in line
    assert sqlite_bank.get("/runs")["items"] == []


def test_tomorrow_may_be_looked_at(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies("a"))
    tomorrow = datetime.now(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=1)
    sqlite_bank.derive("--tags", "household", "--as-of", tomorrow.isoformat())
    assert sqlite_bank.get("/groups", as_of=tomorrow.isoformat())["run_id"] == 1
