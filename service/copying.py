"""`guanxi copy`: a whole store into an empty one, which is an export of everybody."""

import argparse
import json
from contextlib import closing

from pydantic import SecretStr

from cypher import StoreSettings, open_store
from cypher.copy.copying import copy_store
from cypher.engine.open import place_of
from cypher.load import HighestNumbers
from cypher.vocabulary import Text
from service.audit.exports import export_by, written_down
from service.commands import progress, say
from service.tagging.sentences import plural


def do_copy(options: argparse.Namespace) -> int:
    """Copy a whole store."""
    source, target = (
        StoreSettings(store=SecretStr(url)) for url in (options.source, options.target)
    )
    places = {"from": place_of(options.source), "to": place_of(options.target)}
    with (
        closing(open_store(source, read_only=True)) as read,
        closing(open_store(target)) as written,
        written_down(source) as write_down,
        progress() as on_step,
    ):

        def begin() -> None:
            [highest] = read.rows(HighestNumbers())
            said = f"guanxi copy {places['from']} {places['to']}"
            write_down(read, export_by(said, everybody=highest.customers))

        done = copy_store(read, written, places["from"], on_step, begin)
    if options.json:
        print(json.dumps({**places, **vars(done)}, ensure_ascii=False))
        return 0
    kinds = sum(1 for count in done.rows.values() if count)
    rows, source_place, target_place = sum(done.rows.values()), places["from"], places["to"]
    say(
        Text(
            f"已从{source_place}复制{kinds}类共{rows:,}行到{target_place}"
            f"{'，接续此前中断的复制' if done.went_on else ''}；用时{done.seconds:.1f}秒",
            f"copied {rows:,} rows of {plural(kinds, 'kind')} from {source_place} to {target_place}"
            f"{', going on with a copy that broke off' if done.went_on else ''}: "
            f"{done.seconds:.1f} s",
        )
    )
    return 0
