"""`guanxi audit verify`, `export` and `cut`: whether the chains are what was written.

verify reads all of them; its exit status is 0 where they are whole, 2 where one is broken. export
prints an entry a line, as it was hashed, and a last line with the heads, signed with the key of
GUANXI_AUDIT_KEY. cut writes the reads of this machine that are older than GUANXI_READS_KEEP into a
file in the same way, and takes them out of the chain, which goes on from the signed head.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cypher import open_store
from cypher.engine.clock import now_ms
from cypher.engine.migrations import need_schema
from cypher.language import spoken
from cypher.machine.machine_file import machine_file
from cypher.machine.reads import CutReads
from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.audit.chains import Chains, Entry, head_of_reads, verify
from service.audit.signing import Sign, signing
from service.errors import ServiceError
from service.settings import Settings

WHAT = "check that decisions and reads are as they were written, print them signed, cut old reads"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_MS = 86_400_000


def add_audit(commands: Any) -> None:
    """Add the command to a parser's."""
    auditing = commands.add_parser("audit", help=WHAT, description=__doc__)
    acts = auditing.add_subparsers(required=True, metavar="WHAT")
    verifying = acts.add_parser("verify", help="read every chain and find the first broken entry")
    verifying.add_argument("--json", action="store_true", help="print what was found as JSON")
    verifying.set_defaults(
        command=_verify, stopped=Text("已中断：未得出结论", "stopped: nothing was found out")
    )
    exporting = acts.add_parser("export", help="print every chain, an entry a line as JSON")
    exporting.add_argument("--since", metavar="DAY", help="only entries from this day on")
    exporting.set_defaults(
        command=_export, stopped=Text("已中断：导出不完整", "stopped: the export is not whole")
    )
    cutting = acts.add_parser(
        "cut", help="write reads older than GUANXI_READS_KEEP into a file and take them away"
    )
    cutting.add_argument("file", metavar="FILE", help="the file, which must not be there yet")
    cutting.set_defaults(
        command=_cut, stopped=Text("已中断：未删除任何记录", "stopped: nothing was taken away")
    )


def _verify(options: argparse.Namespace) -> int:
    with _chains(Settings()) as chains:
        found = verify(chains)
    if options.json:
        print(json.dumps(found.told()))
    elif found.broken is None:
        count = f"{found.entries:,}"
        print(spoken(Text(f"共{count}条，链条完整", f"{count} entries, every chain is whole")))
    if found.broken is None:
        return 0
    print(_where(found.broken), file=sys.stderr)
    return 2


def _export(options: argparse.Namespace) -> int:
    settings = Settings()
    since = _beginning(options.since, settings) if options.since else 0
    with _chains(settings) as chains:
        sign, heads = chains.sign, _printed(chains, since)
    if heads is None:
        return 2
    if sign:
        print(_signed(sign, heads))
    return 0


def _cut(options: argparse.Namespace) -> int:
    settings, path = Settings(), Path(options.file)
    with _chains(settings) as chains:
        if chains.sign is None:
            raise ServiceError(
                Text(
                    "只有签名后才能删除查询记录：请设置GUANXI_AUDIT_KEY",
                    "reads are cut at a signed head alone: set GUANXI_AUDIT_KEY",
                )
            )
        before = now_ms() - round(settings.reads_keep * _DAY_MS)
        if not (lines := _old_reads(chains, before)):
            print(spoken(Text("没有到期的查询记录", "no read is old enough to be cut")))
            return 0
        if not (last := lines[-1]).intact:
            print(_where(last), file=sys.stderr)
            return 2
        head = head_of_reads(last.entry_no, last.hash)
        _write(path, [*map(_line, lines), _signed(chains.sign, head)])
        signature = chains.sign(head)
        chains.machine.run(CutReads(last.entry_no, last.hash, now_ms(), signature))
    count = f"{len(lines):,}"
    print(spoken(Text(f"已将{count}条查询记录移至{path}", f"{count} reads were moved into {path}")))
    return 0


def _old_reads(chains: Chains, before: int) -> list[Entry]:
    """The reads before an instant, in their order; the first that is broken is the last."""
    found: list[Entry] = []
    for entry in chains.reads():
        if entry.intact and entry.line["at"] >= before:
            break
        found.append(entry)
    return found


def _write(path: Path, lines: list[str]) -> None:
    """Write lines into a new file of its owner's alone, so that they are there for good."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with open(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ServiceError(
            Text(f"无法写入{path}：{error.strerror}", f"cannot write {path}: {error.strerror}")
        ) from None


@contextmanager
def _chains(settings: Settings) -> Iterator[Chains]:
    """All chains; what is noted and not chained yet is none of them."""
    with (
        closing(open_store(settings, read_only=True)) as store,
        closing(machine_file(settings)) as machine,
    ):
        need_schema(store)
        yield Chains(store, machine, signing(settings))


def _printed(chains: Chains, since: int) -> dict[str, dict[str, Any]] | None:
    """Print the entries of every chain; returns their heads, None where one is broken."""
    heads: dict[str, dict[str, Any]] = {}
    for name, chain in chains:
        heads[name] = {"entry_no": 0, "hash": ""}
        for entry in chain:
            if not entry.intact:
                print(_where(entry), file=sys.stderr)
                return None
            if not since or entry.line["at"] >= since:
                print(_line(entry))
            heads[name] = {"entry_no": entry.entry_no, "hash": entry.hash}
    return heads


def _line(entry: Entry) -> str:
    return json.dumps({"chain": entry.chain, **entry.line}, ensure_ascii=False)


def _signed(sign: Sign, heads: dict[str, dict[str, Any]]) -> str:
    return json.dumps({"signature": sign(heads), "heads": heads})


def _where(entry: Entry) -> str:
    return spoken(
        Text(
            f"链条{entry.chain}在第{entry.entry_no}条处断裂：该条或其旁存内容与写入时不符；"
            "请从audit verify核验完整的备份恢复",
            f"the chain {entry.chain} is broken at entry {entry.entry_no}: it, or what lies beside "
            "it, is not what was written; restore the store from a backup that `audit verify` "
            "finds whole",
        )
    )


def _beginning(day: str, settings: Settings) -> int:
    """The beginning of a day, in milliseconds since 1970; raises ServiceError for none."""
    try:
        return (time_zone(settings.time_zone).instant(day) - _EPOCH) // timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        raise ServiceError(
            Text(f"--since={day}不是日期，例如2025-12-31", f"--since={day} is no day: 2025-12-31")
        ) from None
