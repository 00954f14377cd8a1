"""Two sources of one customer, through the command and the API: nobody wipes what another said."""

import importlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cypher.time_zone import TimeZone
from tests.banks import ServedBank
from tests.loaders.banks import write_bank

CORE = "customer_id,kind,name,id_number,birth_on,branch,assets,blocked,marketing_consent\n"
CRM = "customer_id,kind,name,relationship_manager,marketing_consent\n"
HEAD = "customer_id,kind,name\n"
DEBTS = "guarantee_id,guarantor_id,borrower_id,amount\n"


class Sources:
    """Loads files of some source into a bank that is served."""

    def __init__(self, bank: ServedBank, folder: Path) -> None:
        self.bank, self.folder = bank, folder

    def __call__(self, name: str, *options: str, status: int = 0, **files: str) -> None:
        """Load these files, and no other, as that source's."""
        folder = self.folder / name
        for path in folder.glob("*.csv"):
            path.unlink()
        self.bank.load(write_bank(folder, **files), "--as", name, *options, status=status)

    def customer(self, customer_id: str, *columns: str) -> list[Any]:
        """Some columns of a customer."""
        told = self.bank.get(f"/customers/{customer_id}")
        return [told[column] for column in columns]

    def loads(self) -> list[dict[str, Any]]:
        """The history, the first load first."""
        items: list[dict[str, Any]] = self.bank.get("/loads")["items"]
        return items[::-1]


@pytest.fixture
def sources(bank: ServedBank, tmp_path: Path) -> Sources:
    return Sources(bank, tmp_path)


def test_no_source_wipes_what_another_says(sources: Sources) -> None:
    """Case W6: a later load blanks nothing, reopens no consent, and has a number of its own."""
    core = CORE + "10000001,person,张三,110101198001010014,1980-01-01,朝阳,5000.50,,true\n"
    sources("core", customers=core)
    sources("crm", customers=CRM + "10000001,person,张三丰,M7,false\n")
    sources("core", customers=core)
    told = sources.bank.get("/customers/10000001")
    assert told["name"] == "张三"
    assert (told["assets"], told["id_number"]) == ("5000.50", "110101********0014")
    assert (told["birth_on"], told["branch"]) == ("1980-01-01", "朝阳")
    assert (told["relationship_manager"], told["marketing_consent"]) == ("M7", False)
    assert told["conflicts"] == [
        {"column": "name", "value": "张三丰", "source": "crm"},
        {"column": "marketing_consent", "value": True, "source": "core"},
    ]
    history = sources.loads()
    assert [(load["load_id"], load["source"], load["state"]) for load in history] == [
        ("L1", "core", "done"),
        ("L2", "crm", "done"),
        ("L3", "core", "done"),
    ]
    assert [load["written"] for load in history] == [1, 1, 0]


def test_a_customer_is_closed_once_no_source_has_it(sources: Sources) -> None:
    """Case 3: what one source drops stays while another delivers it."""
    three = HEAD + "k1,company,甲\nk2,company,乙\nk3,company,丙\n"
    sources("core", "--full", customers=three)
    sources("crm", "--full", customers=HEAD + "k1,company,甲（客户系统）\nk9,company,壬\n")
    sources("crm", "--full", customers=HEAD + "k9,company,壬\n")
    assert sources.loads()[-1]["closed"] == 0
    assert sources.customer("k1", "name", "closed_on", "conflicts") == ["甲", None, []]
    sources("core", "--full", customers=three.replace("k1,company,甲\n", ""))
    [closed_on] = sources.customer("k1", "closed_on")
    assert closed_on is not None
    # It comes back with whoever delivers it.
    sources("crm", customers=HEAD + "k1,company,甲（客户系统）\n")
    assert sources.customer("k1", "name", "closed_on") == ["甲（客户系统）", None]


def test_the_first_source_may_leave_a_customer_to_the_second(sources: Sources) -> None:
    sources("core", "--full", customers=HEAD + "k1,company,甲\nk2,company,乙\n")
    sources("crm", "--full", customers=CRM + "k1,company,甲（客户系统）,M1,\n")
    sources("core", "--full", customers=HEAD + "k2,company,乙\n")
    told: list[Any] = ["甲（客户系统）", "M1", None, []]
    columns = ("name", "relationship_manager", "closed_on", "conflicts")
    assert sources.customer("k1", *columns) == told
    assert sources.loads()[-1]["closed"] == 0


def test_another_record_keeps_the_values_of_the_first_and_takes_those_left(
    sources: Sources,
) -> None:
    two = HEAD + "k1,company,甲\nk2,company,乙\n"
    sources("core", "--full", customers=two, guarantees=DEBTS + "1,k1,k2,5\n2,k2,k1,5\n")
    sources("crm", "--full", customers=two, guarantees=DEBTS + "1,k1,k2,6\n3,k1,k2,1\n")
    warnings = sources.folder / "crm" / "rejects" / "warnings.csv"
    assert warnings.read_text("utf-8").splitlines()[1:] == [
        "guarantees.csv,2,guarantees,1,,,differs,"
        '"source core says something else, and its values stand"'
    ]

    def amounts() -> list[tuple[str, str, str]]:
        edges = sources.bank.get("/customers/k1/neighbours", types="GUARANTEES")["edges"]
        return sorted((edge["guarantee_id"], edge["amount"], edge["source"]) for edge in edges)

    assert amounts() == [("1", "5.00", "L1"), ("2", "5.00", "L1"), ("3", "1.00", "L2")]
    sources("core", "--full", customers=two, guarantees=DEBTS + "2,k2,k1,5\n")
    assert amounts() == [("1", "6.00", "L3"), ("2", "5.00", "L1"), ("3", "1.00", "L2")]
    assert sources.loads()[-1]["closed"] == 0
    sources("crm", "--full", customers=two, guarantees=DEBTS + "3,k1,k2,1\n")
    assert amounts() == [("2", "5.00", "L1"), ("3", "1.00", "L2")]
    assert sources.loads()[-1]["closed"] == 1


def test_the_order_of_sources_is_a_setting_that_the_next_load_takes_up(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources("core", customers=HEAD + "k1,company,甲\n")
    sources("crm", customers=HEAD + "k1,company,甲（客户系统）\n")
    assert sources.customer("k1", "name") == ["甲"]
    monkeypatch.setenv("GUANXI_SOURCES", "crm,core")
    sources("core", customers=HEAD + "k1,company,甲\n")
    assert sources.customer("k1", "name", "conflicts") == [
        "甲（客户系统）",
        [{"column": "name", "value": "甲", "source": "core"}],
    ]


def test_truths_are_true_where_any_source_says_so(sources: Sources) -> None:
    sources("core", customers=CORE + "k1,company,甲,,,,,,\nk2,company,乙,,,,,false,\n")
    other = "customer_id,kind,name,is_client,blocked\n"
    sources("crm", customers=other + "k1,company,甲,false,\nk2,company,乙,true,true\n")
    # Core has no is_client: it says nothing.
    assert sources.customer("k1", "is_client", "blocked") == [False, False]
    assert sources.customer("k2", "is_client", "blocked") == [True, True]
    sources("core", customers=other + "k1,company,甲,true,\nk2,company,乙,,\n")
    assert sources.customer("k1", "is_client") == [True]


def test_attributes_are_taken_one_by_one(sources: Sources) -> None:
    sources("core", customers="customer_id,kind,name,x_a,x_b\nk1,company,甲,1,\n")
    sources("crm", customers="customer_id,kind,name,x_a,x_b\nk1,company,甲,2,3\n")
    assert sources.customer("k1", "attributes", "conflicts") == [
        {"x_a": "1", "x_b": "3"},
        [{"column": "x_a", "value": "2", "source": "crm"}],
    ]


def test_consents_count_by_their_latest_row(sources: Sources) -> None:
    two = CRM + "".join(f"p{n},person,n,,\n" for n in range(1, 7))
    past, day = "2025-01-01", "2025-02-01"
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    consents = "customer_id,purpose,status,at,channel,until\n" + "".join(
        f"{row}\n"
        for row in (
            f"p1,marketing,granted,{past},,",
            f"p2,marketing,granted,{past},,",
            f"p2,marketing,withdrawn,{day},,",
            f"p3,marketing,granted,{past},,{yesterday}",
            f"p4,marketing,denied,{past},sms,",
            f"p5,research,denied,{past},,",
            f"p6,marketing,denied,{past},,",
            f"p6,marketing,granted,{day},,",
        )
    )
    sources("core", customers=two, consents=consents)
    found = [sources.customer(f"p{n}", "marketing_consent")[0] for n in range(1, 7)]
    assert found == [True, False, None, None, None, True]


def test_a_grant_for_a_time_counts_up_to_its_day(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC).date()
    said = f"marketing,granted,{today + timedelta(days=2)},,{today}"
    sources("crm", customers=CRM + "p1,person,n,,\np2,person,n,,false\n")
    sources(
        "core",
        customers=HEAD + "p1,person,n\np2,person,n\n",
        consents=f"customer_id,purpose,status,at,channel,until\np1,{said}\np2,{said}\n",
    )
    asked = ("p1", "p2")
    assert [sources.customer(each, "marketing_consent") for each in asked] == [[True], [True]]
    monkeypatch.setattr(TimeZone, "today", lambda _: today + timedelta(days=1))
    assert [sources.customer(each, "marketing_consent") for each in asked] == [[None], [False]]


def test_a_refusal_stands_until_a_grant_after_the_load_that_said_it(sources: Sources) -> None:
    refusing = CRM + "p1,person,甲,,false\n"
    head = "customer_id,purpose,status,at\n"
    sources("crm", customers=refusing)
    sources(
        "core",
        customers=HEAD + "p1,person,甲\n",
        consents=head + "p1,marketing,granted,2025-01-01\n",
    )
    assert sources.customer("p1", "marketing_consent") == [False]
    later = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    sources(
        "core", customers=HEAD + "p1,person,甲\n", consents=head + f"p1,marketing,granted,{later}\n"
    )
    assert sources.customer("p1", "marketing_consent") == [True]
    # Saying the same again, with another manager, refuses nothing anew.
    sources("crm", customers=refusing.replace("甲,,", "甲,M9,"))
    assert sources.customer("p1", "marketing_consent", "relationship_manager") == [True, "M9"]


@pytest.mark.parametrize("step", ["keep_told", "merge_customers", "hand_over"])
def test_a_load_killed_between_its_steps_is_finished_by_the_next(
    sources: Sources, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    delivering = importlib.import_module("loaders.delivering")
    two = HEAD + "k1,company,甲\nk2,company,乙\n"
    crm = CRM + "k1,company,甲（客户系统）,M1,false\n"
    sources("core", "--full", customers=two, guarantees=DEBTS + "1,k1,k2,5\n")

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(delivering, step, killed)
        sources("crm", customers=crm, guarantees=DEBTS + "1,k1,k2,6\n", status=2)
    assert sources.loads()[-1]["state"] == "failed"
    assert sources.customer("k2", "name") == ["乙"]
    # Another source's load heals what it left of customers; its own finishes it.
    sources("core", "--full", customers=two, guarantees=DEBTS + "1,k1,k2,5\n")
    assert sources.customer("k1", "name") == ["甲"]
    sources("crm", customers=crm, guarantees=DEBTS + "1,k1,k2,6\n")
    columns = ("name", "relationship_manager", "marketing_consent")
    assert sources.customer("k1", *columns) == ["甲", "M1", False]
    sources.bank.derive()
