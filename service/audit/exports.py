"""What commands export is an entry of the chain of reads, as what is told over HTTP is.

The entry is in the machine's file before the command lets anything out, or nothing goes out.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from cypher import Store, StoreError
from cypher.engine.clock import now_ms
from cypher.engine.errors import StoreUnusable
from cypher.engine.settings import StoreSettings
from cypher.machine.machine_file import machine_file, place_of_machine_file, renew_machine_file
from cypher.vocabulary import Text
from service.access.machine_user import machine_user
from service.audit.entries import Read, chain_noted, note_reads

#: Writes one export down: the store that it is of, and what it was.
WriteDown = Callable[[Store, Read], None]


def export_by(
    command: str,
    *,
    customer_ids: Sequence[str] = (),
    fields: Sequence[str] = (),
    everybody: int = 0,
) -> Read:
    """An export by a command, by the user of the operating system, as it is written down.

    `command` is what was asked, without what may name a customer; `fields` by what kinds of fields
    was searched. It names some customers, or `everybody`: so many.
    """
    return Read(
        at=now_ms(),
        user_id=machine_user(),
        signed=True,
        roles=(),
        purpose="",
        action="export",
        path=command,
        fields=tuple(fields),
        about="",
        customer_ids=customer_ids,
        everybody=everybody,
    )


@contextmanager
def written_down(settings: StoreSettings) -> Iterator[WriteDown]:
    """What writes an export down in this machine's file.

    Raises StoreUnusable at once where that cannot be written: nothing may be exported then.
    """
    with closing(machine_file(settings)) as machine:
        try:
            renew_machine_file(machine, settings)
        except StoreError as error:
            place, why = place_of_machine_file(settings), error.text
            raise StoreUnusable(
                Text(
                    f"导出须先记入{place}，而该文件无法写入（{why.zh}）：请用GUANXI_READS指定其他文件",
                    f"what is exported is first written down in {place}, which cannot be written "
                    f"to ({why.en}): name another file with GUANXI_READS",
                )
            ) from None

        def write_down(store: Store, export: Read) -> None:
            note_reads(store, machine, [export])
            # Noted it is there for good: where the store is busy now whoever comes next chains it.
            with suppress(StoreError):
                chain_noted(store, machine)

        yield write_down
