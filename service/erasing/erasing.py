"""The erasure of a person: all that it takes away is looked up, then done in one transaction.

Nothing is done where a load or a run writes, or wrote meanwhile: then all is looked up again. So
whatever reads the bank reads it with the person, and is written before, or without.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson

from cypher import Store
from cypher.decision import AddDecision, TokensOf
from cypher.decision.chain import canonical
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreBusy, StoreError
from cypher.erasure import (
    EraseCustomers,
    ErasedRow,
    NumbersToErase,
    RewriteCases,
    RowsToErase,
    StateRow,
    StateToErase,
    TextsToErase,
    parts,
)
from cypher.erasure.suppression import certificate_hashes, id_hash, suppression_key
from cypher.identity import NumbersOf
from cypher.serve.customers import NamesOf
from cypher.time_zone import TimeZone
from cypher.vocabulary import Text
from service.erasing.cases import Replaced, rewritten, word_of
from service.erasing.standing import need_erasable
from service.errors import Conflict
from service.instants import instant

#: The source of the row that stays, which no load has.
SOURCE = "erasure"
#: A name of one letter is looked for as a whole, and not within texts.
_SHORTEST = 2
#: Names that are looked for within JSON stand where a value does.
_AS_VALUE = ":"


@dataclass(frozen=True)
class _Found:
    """What an erasure was prepared on, and what it will do."""

    state: StateRow
    rows: list[ErasedRow]
    ids: dict[str, str]
    names: dict[str, str]
    texts: list[int]
    cases: list[tuple[int, str, str, bytes]]
    suppressed: list[str]
    certificate: dict[str, Any]


class Erasing:
    """One erasure: looked up with `prepare`, done with `keep`, told with `certificate`."""

    def __init__(
        self, store: Store, customer_id: str, run_id: int, zone: TimeZone, retention_years: int
    ) -> None:
        """Say of whom, given any number; its numbers are those of a run (0: none)."""
        self._store, self._zone, self._retention_years = store, zone, retention_years
        numbers = store.rows(NumbersOf([customer_id], run_id))
        self.customer_id = customer_id
        self.numbers = sorted({customer_id, *(row.customer_id for row in numbers)})
        self._ids = {number: f"erased-{secrets.token_hex(6)}" for number in self.numbers}
        self._found: _Found | None = None

    def prepare(self) -> str:
        """Look up all that is to be done; what the decision says of it, as JSON.

        Raises Conflict where something forbids it, StoreBusy while a load or a run writes.
        """
        state = self.need_erasable()
        rows = self._store.rows(NumbersToErase(self.numbers))
        if len(rows) < len(self.numbers):
            raise Conflict(
                Text("该客户的资料已被删除", "this person has been erased already"),
            )
        names = self._names(rows)
        replaced = Replaced(self._ids, names)
        tokens = [row.token for row in self._store.rows(TokensOf(self.numbers))]
        texts = self._texts(tokens, rows, names)
        cases = list(rewritten(self._store, replaced))
        key = suppression_key(self._store)
        suppressed = [id_hash(key, number) for number in self.numbers]
        for row in rows:
            suppressed += certificate_hashes(key, row.id_type, row.id_normalised or row.id_number)
        counts = parts(self._store.rows(RowsToErase(self.numbers, self._quoted(self.numbers))))
        certificate = {
            "erased_ids": [self._ids[number] for number in self.numbers],
            "counts": {**counts, "decision_texts": len(texts), "cases": len(cases)},
            "consents": _proof(key, rows),
            "at": now_ms(),
        }
        self._found = _Found(
            state, rows, self._ids, names, texts, cases, sorted(set(suppressed)), certificate
        )
        said = {**certificate, "hash": _hash(certificate)}
        return canonical(said).decode()

    def need_erasable(self) -> StateRow:
        """Return what the store has come to, where the person may be erased now; else raise."""
        [state] = self._store.rows(StateToErase())
        if state.is_written:
            raise StoreBusy(
                Text(
                    "正在加载数据或计算标签，暂不能删除客户：请稍后再试",
                    "a load or a run is writing: nobody can be erased until it ends",
                )
            )
        need_erasable(self._store, self.numbers, self._zone.today(), self._retention_years)
        return state

    def keep(self, added: AddDecision) -> None:
        """Write the decision and all that it brings about, or nothing; its reason is not kept."""
        found = self._found
        assert found is not None, "prepare comes first"
        by_id = [[old, new] for old, new in zip(*self._pairs(found.ids), strict=True)]
        by_name = [[f"{_AS_VALUE}{_quoted(name)}", f'{_AS_VALUE}""'] for name in found.names]
        self._store.run_as_one(
            EraseCustomers(
                **added.columns(),
                last_run=found.state.last_run,
                last_load=found.state.last_load,
                last_case=found.state.last_case,
                erased=[
                    {"customer_id": number, "erased_id": erased}
                    for number, erased in found.ids.items()
                ],
                quoted=by_id + by_name,
                ids_quoted=self._quoted(found.ids),
                names_quoted=self._quoted(found.names),
                names=[*found.names],
                texts=found.texts,
                suppressed=found.suppressed,
                certificate=canonical(found.certificate).decode(),
            ),
            RewriteCases,
            [(*case, added.decision_id) for case in found.cases],
        )

    def certificate(self) -> dict[str, Any]:
        """What was done, once it was: the new id, counts by sort of row, hash and instant."""
        assert self._found is not None, "prepare comes first"
        made = self._found.certificate
        return {
            "erased_id": self._ids[self.customer_id],
            "erased_ids": made["erased_ids"],
            "counts": made["counts"],
            "hash": _hash(made),
            "at": self._zone.told(instant(made["at"])),
        }

    def _names(self, rows: Sequence[ErasedRow]) -> dict[str, str]:
        """What the person is and was called, with the id that stands for it in texts.

        What is a customer's id as well is looked for as that alone.
        """
        names = {
            name: self._ids[row.customer_id]
            for row in rows
            for name in (
                row.name,
                row.former_name or "",
                *(row.earlier_names or "").split("\n"),
            )
            if len(name) >= _SHORTEST
        }
        ids = {row.customer_id for row in self._store.rows(NamesOf([*names]))}
        return {name: erased for name, erased in names.items() if name not in ids}

    def _texts(
        self, tokens: list[str], rows: Sequence[ErasedRow], names: dict[str, str]
    ) -> list[int]:
        """The decisions about the person, and those whose reasons name the person."""
        numbers = [row.id_number for row in rows if row.id_number]
        words = [word_of(number) for number in self.numbers]
        plain = [*names, *numbers]
        return [
            row.decision_no
            for row in self._store.rows(TextsToErase(tokens, [*self.numbers, *plain]))
            if row.is_about
            or any(word in row.reason for word in plain)
            or any(word.search(row.reason) for word in words)
        ]

    def _pairs(self, ids: dict[str, str]) -> tuple[list[str], list[str]]:
        return self._quoted(ids), self._quoted(ids.values())

    @staticmethod
    def _quoted(texts: Any) -> list[str]:
        return [_quoted(text) for text in texts]


def leave_no_trace(*stores: Store) -> None:
    """Empty the engines' own logs of what was deleted; a busy one does it by itself later."""
    for store in stores:
        with suppress(StoreError):
            store.wipe_traces()


def _quoted(text: str) -> str:
    """A text as it stands within JSON."""
    return orjson.dumps(text).decode()


def _proof(key: bytes, rows: Sequence[ErasedRow]) -> str:
    """What proves which consents there were to who has them on paper: a keyed hash; '' for none."""
    consents = [[row.customer_id, row.consents] for row in rows if row.consents]
    return hmac.digest(key, canonical(consents), "sha256").hex() if consents else ""


def _hash(certificate: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(certificate)).hexdigest()
