"""A bank in which some lead others: one of them refused, one has markup in its name."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.banks import ServedBank
from tests.building import paid, people, referrals_of
from tests.once import made_once

MARKUP = "<b>李</b>"
_NAMES = {"A": "安一", "B": MARKUP, "D": "拒二", "E": "额三"}
_TAGS = "opinion_leader,community_member,community_core,behaviour_twin,referred_customer"


def leading_world(folder: Path) -> None:
    """Two who refer many, one of whom refused to be approached, and payments to the same payee."""
    row = dict(branch="一支行", relationship_manager="RM1", marketing_consent="true")
    customers = [
        one | {"name": _NAMES.get(one["customer_id"], one["name"])}
        for one in people(*"ABDEFGHIJK", **row)
    ]
    next(one for one in customers if one["customer_id"] == "D")["marketing_consent"] = "false"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("GUANXI_LEADERS_SHARE", "1")
        with closing(ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)) as bank:
            bank.keep(
                customers=customers,
                referrals=referrals_of("A>B", "A>E", "A>F", "D>G", "D>H", "A>I", "B>J", "D>K"),
                **paid(
                    *(
                        f"{payer}>{payee} 10 2025-0{month}-01T09:00"
                        for payer in "FGH"
                        for payee in "IJ"
                        for month in (3, 4)
                    )
                ),
            )
            bank.derive("--as-of", "2025-06-30", "--tags", _TAGS)
            bank.keep(referrals=referrals_of("B>K 2025-07-01"))
            bank.derive("--as-of", "2025-12-31", "--tags", _TAGS)


def shown(bank: ServedBank, address: str, headers: Mapping[str, str] | None = None) -> TestResponse:
    """A page in Chinese, unless its address says which language."""
    return bank.client.get(address, headers={"Accept-Language": "zh", **(headers or {})})


def leading_bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """A copy of the bank, served as the environment says who asks; asked for, its store is open."""
    kept = made_once(tmp_path_factory, "leading-world", leading_world)
    path = tmp_path_factory.mktemp("leading") / "guanxi.db"
    shutil.copyfile(kept / "guanxi.db", path)
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{path}", monkeypatch)
        assert bank.client
    with closing(bank):
        yield bank
