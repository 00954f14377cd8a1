"""An entry of the chain of reads: noted with the ids of whom it names, then chained with tokens.

What is noted is in the machine's file for good, and needs the store to find out which ids are
customers'. What is chained needs it once more, for their tokens. Several processes do both at once:
whoever chains after an older head than the last does nothing, and looks again.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from cypher import Store
from cypher.decision.chain import FIRST, canonical, chained_text
from cypher.decision.deciding import tokens_of
from cypher.machine.machine_file import noted
from cypher.machine.reads import ChainReads, LastRead, NotedRead, NotedReads, NoteReads, ReadsHead
from cypher.serve.customers import NamesOf

#: How many reads are chained at a time, and how many customers are looked up at a time.
PAGE, CUSTOMERS = 500, 10_000
#: How often chaining is tried again where other processes chain too.
TRIES = 100
#: What stands in the place of tokens where a copy named every customer that there was.
EVERYBODY = "all"


class Read(NamedTuple):
    """One read: when, by whom, in which roles, for what, by which address, and whom it named.

    `action` is read, list, search or export; `path` an address, or a command and what it was asked;
    `fields` by what kinds of fields was searched; `about` the customer whose address was asked, ''
    for none; `everybody` how many customers a copy of them all named, else 0.
    """

    at: int
    user_id: str
    signed: bool
    roles: tuple[str, ...]
    purpose: str
    action: str
    path: str
    fields: tuple[str, ...]
    about: str
    customer_ids: Sequence[str]
    everybody: int = 0


def note_reads(store: Store, machine: Store, reads: Sequence[Read]) -> None:
    """Note reads in the machine's file; of the texts that one names those that are customers' ids.

    Raises StoreError where the store or the file is away: then none is noted.
    """
    known = customers_among(store, {one for read in reads for one in read.customer_ids})
    told = [_of_customers(read, known) for read in reads]
    machine.run(NoteReads([each for each in told if _counts(each)]))


def customers_among(store: Store, texts: Collection[str]) -> set[str]:
    """Those of some texts that are customers' ids."""
    asked = sorted(texts)
    return {
        row.customer_id
        for first in range(0, len(asked), CUSTOMERS)
        for row in store.rows(NamesOf(asked[first : first + CUSTOMERS]))
    }


def chain_noted(store: Store, machine: Store) -> None:
    """Chain all that is noted; raises StoreError where store or file is away: then it stays."""
    tries = TRIES
    while tries:
        # The head first: what another process chains after this look is not chained once more.
        head = next(iter(noted(machine, LastRead())), ReadsHead(0, FIRST))
        reads = noted(machine, NotedReads(PAGE))
        if not reads:
            return
        tokens = _tokens(store, reads)
        entries = _entries(reads, tokens, head)
        made = ReadsHead(head.entry_no + len(reads), entries[-1]["hash"])
        machine.run(ChainReads(head.entry_no, reads[-1].noted_no, entries, made.hash))
        tries -= machine.rows(LastRead()) != [made]


def _of_customers(read: Read, known: Collection[str]) -> dict[str, Any]:
    named = [one for one in read.customer_ids if one in known]
    return {**read._asdict(), "customer_ids": named}


def _counts(told: dict[str, Any]) -> bool:
    """Whether a read is written down: it named a customer, or searched or took away something."""
    return bool(told["customer_ids"]) or told["action"] in ("search", "export")


def _entries(
    reads: Sequence[NotedRead], tokens: dict[str, str], head: ReadsHead
) -> list[dict[str, Any]]:
    """Noted reads as entries after the head."""
    entries, before = [], head.hash
    for number, read in enumerate(reads, head.entry_no + 1):
        said = dict(read.said)
        ids = [*dict.fromkeys(said.pop("customer_ids"))]
        customers = [tokens[one] for one in ids if one in tokens]
        if count := said.pop("everybody", 0):
            customers = [EVERYBODY]
            said["count"] = count
        said |= {"customers": customers, "about": tokens.get(said["about"], "")}
        said["entry_no"] = number
        text = canonical(said).decode()
        before = chained_text(before, text)
        entries.append({"entry_no": number, "said": text, "hash": before, "customers": customers})
    return entries


def _tokens(store: Store, reads: Iterable[NotedRead]) -> dict[str, str]:
    """The tokens of whom reads named."""
    ids = {one for read in reads for one in (*read.said["customer_ids"], read.said["about"])}
    asked, found = sorted(ids - {""}), dict[str, str]()
    for first in range(0, len(asked), CUSTOMERS):
        found |= tokens_of(store, asked[first : first + CUSTOMERS])
    return found
