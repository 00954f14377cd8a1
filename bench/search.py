"""GET /api/v1/customers?q= on SQLite at a million customers, a kind of question at a time.

A fifth are companies, with a place, two letters of their own, a trade and a legal form; the others
persons of a hundred family names and six hundred letters. Each has a certificate, an account and a
phone. The application is asked in this process, so that JSON and masks are counted and a network is
not; each question is another one, and each kind's 99th percentile is wanted below 50 ms.

The peer is what one would do without an index: SQLite's LIKE '%text%' over the names of the same
file, in the order of ids, the first 51 of them. It finds less: names alone, as they are written.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient
from pydantic import SecretStr

from bench.banks import load_all
from bench.figures import Figure
from cypher.engine.sqlite import SqliteStore
from cypher.search.spellings import spellings
from service.app import create_app
from service.settings import Settings

CUSTOMERS = 1_000_000
MANAGERS = 1_000
MILLISECONDS = 50.0
QUESTIONS = 200
PEER_QUESTIONS = 5
SEED = 20_260_101
FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
)
PLACES = (
    "上海",
    "北京",
    "广州",
    "深圳",
    "杭州",
    "宁波",
    "成都",
    "重庆",
    "武汉",
    "长沙",
    "青岛",
    "苏州",
)
TRADES = (
    "农业发展",
    "纺织",
    "电子科技",
    "商贸",
    "建材",
    "实业",
    "物流",
    "食品",
    "化工",
    "机械设备",
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")

#: A kind of question: the parameters of one more of them.
Kind = Callable[[], dict[str, str]]


def measure(scale: float) -> list[Figure]:
    """Milliseconds at the 99th percentile, of each kind of question."""
    with TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        bank = Bank(Path(scratch), int(CUSTOMERS * scale))
        began = time.monotonic()
        with closing(SqliteStore(bank.path)) as store:
            load_all(store, bank.folder)
        seconds = time.monotonic() - began
        with closing(sqlite3.connect(bank.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            peer = scanned(connection, bank)
        size = bank.path.stat().st_size / 2**20
        client = served(bank.path)
        figures = [
            Figure(f"search: {name}, p99", "ms", (p99(client, kind),), at_most=MILLISECONDS)
            for name, kind in bank.kinds().items()
        ]
    part = next(figure for figure in figures if "part of a name" in figure.name)
    return [
        *figures,
        Figure("search: part of a name : LIKE", "ms", part.ours, peer),
        Figure("search: load of the bank", "s", (seconds,), note=f"the store has {size:,.0f} MiB"),
    ]


class Bank:
    """Files of customers, their accounts and phones, and what people ask about them."""

    def __init__(self, folder: Path, customers: int) -> None:
        """Write the files, and keep some of the customers to ask about."""
        self.folder, self.path = folder / "files", folder / "guanxi.db"
        self.random = random.Random(SEED)
        self.letters = [chr(0x4E00 + self.random.randrange(6000)) for _ in range(600)]
        self.some: list[tuple[str, str, str]] = []
        self.folder.mkdir()
        keep = max(1, customers // 5_000)
        with (
            (self.folder / "customers.csv").open("w") as rows,
            (self.folder / "accounts.csv").open("w") as accounts,
            (self.folder / "account_holders.csv").open("w") as holders,
            (self.folder / "identifiers.csv").open("w") as phones,
        ):
            rows.write("customer_id,kind,name,id_number,relationship_manager,assets\n")
            accounts.write("account_id\n")
            holders.write("account_id,customer_id\n")
            phones.write("customer_id,kind,value\n")
            for number in range(customers):
                customer_id, kind, name = self._customer(number, customers // 5)
                certificate = f"{'91' if kind == 'company' else '99'}{number * 7919:016}"
                manager = f"RM{self.random.randrange(MANAGERS):04}"
                assets = self.random.randrange(10**7)
                rows.write(f"{customer_id},{kind},{name},{certificate},{manager},{assets}\n")
                accounts.write(f"{_account(number)}\n")
                holders.write(f"{_account(number)},{customer_id}\n")
                phones.write(f"{customer_id},phone,{_phone(number)}\n")
                if number % keep == 0:
                    self.some.append((customer_id, name, certificate))
        self.companies = [each for each in self.some if each[0].startswith("C")]
        self.persons = [each for each in self.some if each[0].startswith("P")]
        self.numbers = range(customers)

    def _customer(self, number: int, companies: int) -> tuple[str, str, str]:
        choice = self.random.choice
        if number < companies:
            own = choice(self.letters) + choice(self.letters)
            name = choice(PLACES) + own + choice(TRADES) + choice(FORMS)
            return f"C{number + 1:08}", "company", name
        given = "".join(choice(self.letters) for _ in range(choice((1, 2, 2, 2))))
        return f"P{number + 1:08}", "person", choice(FAMILIES) + given

    def kinds(self) -> dict[str, Kind]:
        """The kinds of questions, by name."""
        choice, spelled = self.random.choice, _spelled

        def number() -> int:
            return choice(self.numbers)

        def company() -> str:
            return choice(self.companies)[1]

        def person() -> str:
            return choice(self.persons)[1]

        return {
            "whole name of a company": lambda: {"q": company()},
            "whole name of a person": lambda: {"q": person()},
            "another legal form": lambda: {"q": company().partition("有限")[0] + "公司"},
            "part of a name": lambda: {"q": company()[2:4]},
            "part of a name, another place": lambda: {"q": company()[2:7]},
            "one letter": lambda: {"q": choice(FAMILIES)},
            "what every fifth name has": lambda: {"q": choice(("有限公司", "公司", "有限"))},
            "two words": lambda: {"q": f"{company()[4:6]} {company()[:2]}"},
            "pinyin of a person": lambda: {"q": spelled(person())},
            "pinyin of two letters of a company": lambda: {"q": spelled(company()[2:4])},
            "pinyin not typed to its end": lambda: {"q": spelled(person())[:-1]},
            "syllables apart, not typed to their end": lambda: {"q": _spelled(person(), "'")[:-1]},
            "two initials": lambda: {"q": _initials(company()[2:4])},
            "three initials": lambda: {"q": _initials(company()[2:5])},
            "id": lambda: {"q": choice(self.some)[0]},
            "digits of an id": lambda: {"q": choice(self.some)[0][-5:]},
            "certificate": lambda: {"q": choice(self.some)[2]},
            "last four": lambda: {"q": choice(self.some)[2][-4:]},
            "phone": lambda: {"q": _phone(number())},
            "account": lambda: {"q": _account(number())},
            "a name and the last four of a phone": lambda: {
                "q": f"{choice(FAMILIES)} {_phone(number())[-4:]}"
            },
            "nothing there is": lambda: {"q": f"{choice(self.letters)}{choice(self.letters)}囍"},
            "one letter, of one manager": lambda: {"q": choice(FAMILIES), **self._manager()},
            "a manager's customers": self._manager,
            "part of a name, by assets": lambda: {"q": company()[2:4], "sort": "-assets"},
            "a manager's, by assets": lambda: {**self._manager(), "sort": "-assets"},
        }

    def _manager(self) -> dict[str, str]:
        return {"relationship_manager": f"RM{self.random.randrange(MANAGERS):04}"}


def served(path: Path) -> FlaskClient:
    """A client of the application over a store."""
    settings = Settings(store=SecretStr(f"sqlite:///{path}"), access_log=False)
    return create_app(settings).test_client()


def p99(client: FlaskClient, kind: Kind) -> float:
    """The milliseconds within which 99 of 100 questions are answered; the first is not counted."""
    took = []
    for _ in range(QUESTIONS + 1):
        query = kind()
        began = time.perf_counter()
        response = client.get("/api/v1/customers", query_string=query)
        took.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{query}: {response.get_data(as_text=True)}")
    return sorted(took[1:])[int(QUESTIONS * 0.99) - 1]


def scanned(connection: sqlite3.Connection, bank: Bank) -> tuple[float, ...]:
    """The milliseconds of the peer, a question each."""
    return tuple(_scans(connection, bank))


def _scans(connection: sqlite3.Connection, bank: Bank) -> Iterator[float]:
    text = "SELECT customer_id FROM customers WHERE name LIKE ? ORDER BY customer_id LIMIT 51"
    for _ in range(PEER_QUESTIONS):
        part = bank.random.choice(bank.companies)[1][2:4]
        began = time.perf_counter()
        connection.execute(text, (f"%{part}%",)).fetchall()
        yield (time.perf_counter() - began) * 1000


def _spelled(name: str, between: str = "") -> str:
    return between.join(spellings(name)[0][1])


def _initials(name: str) -> str:
    return "".join(syllable[0] for syllable in spellings(name)[0][1])


def _account(number: int) -> str:
    return f"6222{number * 104_729:015}"


def _phone(number: int) -> str:
    return f"138{number * 7_919 % 10**8:08}"
