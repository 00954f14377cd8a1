"""Three complex reads of LDBC FinBench, answered from the product and by hand from the files.

TCR4: which accounts close a circle of three with two others. TCR11: whom a person's guarantees lead
to, and their loans. TCR12: what a person paid to companies in a span of time.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cypher import StoreSettings, open_store
from cypher.view.accounts import Accounts, Payments
from tests.banks import ServedBank

SHARED = Path(os.environ.get("GUANXI_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))

pytestmark = pytest.mark.slow
FOLDER = SHARED / "finbench" / "sf0.01"
Paid = dict[tuple[str, str], float]
SINCE, UNTIL = "2021-01-01", "2021-12-31"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the benchmark's files."""
    with (FOLDER / "snapshot" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """The snapshot, loaded and derived."""
    if not FOLDER.is_dir():
        pytest.skip(f"{FOLDER} is not there: set GUANXI_SHARED_DATA to the data's folder")
    folder = tmp_path_factory.mktemp("finbench")
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
        bank.load(FOLDER / "snapshot", "--source", "finbench", "--rejects", str(folder / "rejects"))
        bank.derive("--tags", "guarantee_chain", "--as-of", "2024-01-01")
        yield bank
        bank.close()


def test_tcr4_follows_from_the_view_of_payments(bank: ServedBank) -> None:
    """For a transfer from src to dst: who dst paid and who paid src, with both sums."""
    with closing(open_store(StoreSettings())) as store:
        paid, accounts = store.columns(Payments(4_000_000_000_000)), store.columns(Accounts())
    names = dict(zip(accounts.account_no.tolist(), accounts.account_id.tolist(), strict=True))
    between: Paid = defaultdict(float)
    columns = (paid.from_no.tolist(), paid.to_no.tolist(), paid.amount.tolist())
    for begin, end, amount in zip(*columns, strict=True):
        pair = names.get(begin, ""), names.get(end, "")
        # Loans are accounts here too; TCR4 asks for transfers only.
        if all(each.startswith("A") for each in pair):
            # The view counts in ten-thousandths.
            between[pair] += amount / 10_000
    expected: Paid = defaultdict(float)
    for file in ("AccountTransferAccount", "AccountWithdrawAccount"):
        for row in rows(file):
            expected[f"A{row['fromId']}", f"A{row['toId']}"] += float(row["amount"])
    # The benchmark's own parameters are pairs of its full history; all pairs are asked here.
    transfers = sorted(
        {(f"A{r['fromId']}", f"A{r['toId']}") for r in rows("AccountTransferAccount")}
    )
    closed = 0
    for src, dst in transfers:
        ours, theirs = (_closing(each, src, dst) for each in (between, expected))
        assert ours == pytest.approx(theirs)
        closed += len(ours)
    assert closed > 20


def _closing(paid: Paid, src: str, dst: str) -> dict[str, float]:
    """Each account between dst and src, with what it got from dst and paid to src together."""
    to_src = {begin for begin, end in paid if end == src} - {src, dst}
    return {other: paid[dst, other] + paid[other, src] for other in to_src if (dst, other) in paid}


def test_tcr11_is_what_a_guarantee_chain_tells(bank: ServedBank) -> None:
    """The loans of all whom a customer's guarantees lead to: their number, and their balance."""
    guarantees: dict[str, set[str]] = defaultdict(set)
    loans: dict[str, list[float]] = defaultdict(list)
    balance = {row["loanId"]: float(row["balance"]) for row in rows("Loan")}
    for letter, kind in (("P", "Person"), ("C", "Company")):
        for row in rows(f"{kind}Guarantee{kind}"):
            guarantees[f"{letter}{row['fromId']}"].add(f"{letter}{row['toId']}")
        for row in rows(f"{kind}ApplyLoan"):
            loans[f"{letter}{row[f'{kind.lower()}Id']}"].append(balance[row["loanId"]])
    holders = [each["customer_id"] for each in bank.holders("guarantee_chain")]
    assert len(holders) > 500
    for customer_id in holders[::5]:
        value = bank.holding(customer_id, "guarantee_chain")["value"]
        reached, waiting = {customer_id}, [customer_id]
        while waiting:
            found = guarantees[waiting.pop()] - reached
            reached |= found
            waiting += found
        below = [each for other in reached - {customer_id} for each in loans[other]]
        assert value["loans"] == len(below), customer_id
        assert float(value["loan_sum"]) == pytest.approx(sum(below)), customer_id


def test_tcr12_is_what_the_counterparties_of_a_persons_money_tell(bank: ServedBank) -> None:
    """What each company got from a person's accounts in a year."""
    owner = {
        f"A{row['accountId']}": f"{letter}{row[f'{kind.lower()}Id']}"
        for letter, kind in (("P", "Person"), ("C", "Company"))
        for row in rows(f"{kind}OwnAccount")
    }
    expected: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for file in ("AccountTransferAccount", "AccountWithdrawAccount"):
        for row in rows(file):
            payer, payee = (owner.get(f"A{row[end]}", "") for end in ("fromId", "toId"))
            in_time = SINCE <= row["createTime"][:10] <= UNTIL
            if in_time and payer.startswith("P") and payee.startswith("C"):
                expected[payer][payee] += float(row["amount"])
    assert len(expected) > 50
    for customer_id in sorted(expected):
        answer = bank.client.get(
            f"/api/v1/customers/{customer_id}/money?hops=1&from={SINCE}&to={UNTIL}"
        ).get_json()
        found = {
            each["customer_id"]: float(each["amount"])
            for each in answer["counterparties"]
            if (each["customer_id"] or "").startswith("C")
        }
        assert found == pytest.approx(dict(expected[customer_id])), customer_id
