"""`guanxi audit verify` and `guanxi audit export`: whether the chains are what was written.

verify reads all of them; its exit status is 0 where they are whole, 2 where one is broken. export
prints an entry a line, as it was hashed, and a last line with the heads, signed with the key of
GUANXI_AUDIT_KEY.
"""

import argparse
import base64
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cypher import Store, open_store
from cypher.decision.chain import canonical
from cypher.engine.migrations import need_schema
from cypher.language import spoken
from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.audit.chains import CHAINS, Entry, verify
from service.errors import ServiceError
from service.settings import Settings

WHAT = "check that what was decided is as it was written, and print it signed"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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


def _verify(options: argparse.Namespace) -> int:
    settings = Settings()
    with closing(open_store(settings, read_only=True)) as store:
        need_schema(store)
        found = verify(store)
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
    sign = _signing(Path(settings.audit_key)) if settings.audit_key else None
    with closing(open_store(settings, read_only=True)) as store:
        need_schema(store)
        heads = _printed(store, since)
    if heads is None:
        return 2
    if sign:
        print(json.dumps({"signature": sign(canonical(heads)), "heads": heads}))
    return 0


def _printed(store: Store, since: int) -> dict[str, dict[str, Any]] | None:
    """Print the entries of every chain; returns their heads, None where one is broken."""
    heads: dict[str, dict[str, Any]] = {}
    for name, chain in CHAINS.items():
        heads[name] = {"entry_no": 0, "hash": ""}
        for entry in chain(store):
            if not entry.intact:
                print(_where(entry), file=sys.stderr)
                return None
            if entry.at >= since:
                print(json.dumps({"chain": name, **entry.line}, ensure_ascii=False))
            heads[name] = {"entry_no": entry.entry_no, "hash": entry.hash}
    return heads


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


def _signing(path: Path) -> Callable[[bytes], str]:
    """How the key in a file signs, in base64; raises ServiceError where there is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ServiceError(
            Text(
                f"GUANXI_AUDIT_KEY：{path}不是Ed25519私钥（PEM，无口令）："
                "可用openssl genpkey -algorithm ed25519生成",
                f"GUANXI_AUDIT_KEY: {path} holds no Ed25519 private key (PEM, no passphrase): "
                "openssl genpkey -algorithm ed25519 makes one",
            )
        )
    return lambda said: base64.b64encode(key.sign(said)).decode()
