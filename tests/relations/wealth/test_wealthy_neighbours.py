import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, kin, offices, paid
from tests.tags.potential_banks import TAG, around, clients, crowd, derive


def test_a_company_is_low_beside_its_group_and_its_controller(sqlite_bank: ServedBank) -> None:
    held = derive(
        sqlite_bank,
        customers=[
            *crowd("company"),
            *crowd(letter="M"),
            *clients("company", A=50, B=9000, C=8000),
            *clients(H=7000),
        ],
        ownerships=holdings_of("H>A .8", "H>B .9", "B>C .7"),
    )
    assert held == {"A"}
    a = sqlite_bank.holding("A", TAG)
    assert around(a) == [
        ("B", "control_group", "same_group"),
        ("H", "control_group", "ultimate_controller"),
        ("C", "control_group", "same_group"),
    ]
    # What puts A and B there, what H holds in A, what puts C there: each edge once.
    assert [(edge["from"], edge["to"]) for edge in a["evidence"]["edges"]] == [
        ("H", "A"),
        ("H", "B"),
        ("B", "C"),
    ]
    assert a["sentence"]["zh"] == (
        "在本行资产为北京企业客户中最低，而与其同属一个集团的B居北京企业客户首位，"
        "其实际控制人H居北京个人客户首位，与其同属一个集团的C高于北京91.7%的企业客户"
    )


def test_a_person_is_low_beside_what_it_controls(sqlite_bank: ServedBank) -> None:
    held = derive(
        sqlite_bank,
        customers=[
            *crowd("company"),
            *crowd(letter="M"),
            *clients("company", B=9000),
            *clients(H=7),
        ],
        ownerships=holdings_of("H>B .6"),
    )
    assert held == {"H"}
    h = sqlite_bank.holding("H", TAG)
    assert around(h) == [("B", "control_group", "controlled")]
    assert h["sentence"]["en"] == (
        "Assets here are the lowest of the personal clients in 北京, while the controlled company "
        "B stands first among the companies in 北京"
    )


def test_of_a_household_those_further_off_are_tied_by_the_way_to_them(
    sqlite_bank: ServedBank,
) -> None:
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *clients(P=1, Q=9000)],
        kinships=kin("N6 parent P", "N6 spouse Q", "Q sibling N0"),
    )
    assert held == {"P"}
    p = sqlite_bank.holding("P", TAG)
    assert around(p) == [("Q", "household", "household")]
    assert [(edge["from"], edge["to"]) for edge in p["evidence"]["edges"]] == [
        ("N6", "P"),
        ("N6", "Q"),
    ]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [("P child N9", "parent"), ("N9 child P", "child"), ("N9 parent P", "parent")],
)
def test_kin_are_called_what_they_are_of_the_holder(
    sqlite_bank: ServedBank, tie: str, expected: str
) -> None:
    records = {"customers": [*crowd(), *clients(P=1)], "kinships": kin(tie)}
    assert derive(sqlite_bank, **records) == {"P"}
    assert around(sqlite_bank.holding("P", TAG)) == [("N9", "household", expected)]


@pytest.mark.parametrize(
    ("role", "tie"),
    [("executive", "executive"), ("legal_representative", "legal_representative")]
    + [(role, None) for role in ("director", "supervisor", "other")],
)
def test_of_those_who_hold_offices_the_executives_count_for_everybody_at_work(
    sqlite_bank: ServedBank, role: str, tie: str | None
) -> None:
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *clients(P=1), *companies("K")],
        positions=offices(f"N9 {role} K", "P supervisor K"),
    )
    assert held == ({"P"} if tie else set())
    if tie:
        p = sqlite_bank.holding("P", TAG)
        assert around(p) == [("N9", "employer_executive", tie)]
        assert [edge["from"] for edge in p["evidence"]["edges"]] == ["P", "N9"]


def test_an_agent_who_represents_too_many_companies_runs_none(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *companies(*"JKLM")],
        positions=offices(
            *(f"N9 legal_representative {company}" for company in "KLM"),
            *(f"N8 legal_representative {company}" for company in "JK"),
            "N0 supervisor L",
            "N1 supervisor K",
        ),
    )
    assert held == {"N1"}
    assert [each for each, *_ in around(sqlite_bank.holding("N1", TAG))] == ["N8"]


@pytest.mark.parametrize(
    ("days", "close"),
    [
        (("2025-03-01", "2025-03-02", "2025-03-03"), True),
        (("2025-03-01", "2025-03-02"), False),
        (("2024-03-01", "2025-03-02", "2025-03-03"), False),
    ],
)
def test_a_payee_is_close_when_paid_three_times_in_twelve_months(
    sqlite_bank: ServedBank, days: tuple[str, ...], close: bool
) -> None:
    flows = paid(*(f"P>N9 5 {day}" for day in days), *(f"P>K 5 {day}" for day in days))
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *clients(P=1), *crowd("company", letter="C"), *companies("K")],
        **flows,
    )
    assert held == ({"P"} if close else set())


def test_whom_everybody_pays_and_companies_are_no_close_payees(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    payers = ["N0", "N1", "N2"]
    flows = paid(
        *(f"{each}>N9 5 2025-03-0{day}" for each in payers for day in (1, 2, 3)),
        *(f"N3>K 5 2025-03-0{day}" for day in (1, 2, 3)),
        # Two may pay the same.
        *(f"{payer}>N8 5 2025-03-0{day}" for payer in ("N3", "N7") for day in (1, 2, 3)),
    )
    rich = clients("company", K=90000)
    held = derive(
        sqlite_bank,
        customers=[*crowd(), *crowd("company", letter="C"), *rich],
        **flows,
    )
    assert held == {"N3"}
    assert around(sqlite_bank.holding("N3", TAG)) == [("N8", "payee", "payee")]
