"""`python -m bench.tags_in_memory SCALE TAG...`: find and tell the holders of tags, in one process.

Prints one JSON object: seconds and holdings a tag, what the arrays weigh, and the highest memory
that the process ever had. A process of its own, so that nothing else counts into that memory.
"""

import dataclasses
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from bench import synthetic
from bench.made_up import made_up_bank
from bench.synthetic import Sizes
from cypher import View
from cypher.cycle_collector import rare_collection
from cypher.publish import AddHoldings
from cypher.view import (
    Controls,
    Customers,
    Guarantees,
    Kinships,
    Ownerships,
    Positions,
    Referrals,
)
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.run.publish import holding_rows
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Tag
from service.tags import catalogue

ON = date(2026, 1, 1)
FULL = Sizes(
    customers=1_000_000,
    accounts=1_200_000,
    payments=10_000_000,
    ownerships=1_500_000,
    guarantees=300_000,
    kinships=500_000,
    referrals=200_000,
)
#: Small enough for a second, and every kernel is compiled afterwards.
WARM_UP = 0.002

_ARRAYS: dict[type[View[Any]], Callable[[Sizes], Any]] = {
    Customers: synthetic.customers,
    Accounts: lambda sizes: synthetic.accounts(synthetic.account_owners(sizes).account_no),
    AccountOwners: synthetic.account_owners,
    Payments: synthetic.payments,
    Ownerships: synthetic.ownerships,
    Controls: lambda _: synthetic.controls(),
    Guarantees: synthetic.guarantees,
    Kinships: synthetic.kinships,
    Positions: synthetic.positions,
    Referrals: synthetic.referrals,
}


def bank_in_memory(scale: float) -> Bank:
    """A synthetic bank with every view already read."""
    rows = {name: int(count * scale) for name, count in dataclasses.asdict(FULL).items()}
    return made_up_bank(_ARRAYS, Sizes(**rows), ON)


def find_and_tell(tag: Tag, bank: Bank) -> dict[str, Any]:
    """Find the tag's holders and make every row of them as the publisher writes it."""
    started, cpu_started = time.perf_counter(), time.process_time()
    holdings = tag.find(bank, Settings())
    found = time.perf_counter()
    texts = [AddHoldings.columns.index(name) for name in ("value", "evidence")]
    count = characters = 0
    group_ids = bank.customer_ids[holdings.groups.known_by].tolist() if holdings.groups else []
    with rare_collection():
        for row in holding_rows(tag, holdings, bank, 1, group_ids):
            count += 1
            characters += sum(len(row.columns[place]) for place in texts)
    return {
        "finding": found - started,
        "telling": time.perf_counter() - found,
        "cpu": time.process_time() - cpu_started,
        "holdings": count,
        "json_characters": characters,
    }


def _bytes(bank: Bank) -> int:
    """What the arrays weigh, the texts that they refer to included, each once."""
    columns: list[Any] = [bank.customer_ids, bank.customer_no, bank.is_person]
    for view in _ARRAYS:
        columns += vars(bank[view]).values()
    arrays = {id(column): column for column in columns}.values()
    texts = {id(text): text for array in arrays if array.dtype == np.object_ for text in array}
    weight: int = sum(array.nbytes for array in arrays)
    return weight + sum(map(sys.getsizeof, texts.values()))


def main(scale: float, tag_ids: Sequence[str]) -> None:
    """Measure each tag once, one after the other in one bank, after a small one to warm up."""
    small = bank_in_memory(WARM_UP)
    for tag_id in tag_ids:
        find_and_tell(catalogue()[tag_id], small)
    del small
    bank = bank_in_memory(scale)
    tags = {tag_id: find_and_tell(catalogue()[tag_id], bank) for tag_id in tag_ids}
    # Linux tells kilobytes. Read before the arrays are weighed, which takes memory itself.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"tags": tags, "array_bytes": _bytes(bank), "peak_bytes": peak}))


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
