"""What was read, accepted and rejected of each record, and the files that tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cypher.vocabulary import Text
from loaders.checking.rejects import write_rejects, write_warnings
from loaders.errors import LoadError
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench
from loaders.summary import Counts


@dataclass(frozen=True)
class Judged:
    """The counts of each record, and the files of rejects and warnings where there are any.

    `rejected_by` says how many rows of a record were rejected for which reason, by its code.
    """

    records: dict[str, Counts]
    rejected_by: dict[str, dict[str, int]]
    rejects_file: Path | None
    warnings_file: Path | None


def judged(workbench: Workbench, staged: Sequence[Staged], folder: Path) -> Judged:
    """Count the rows of each record, and write what was rejected and what was taken as unknown.

    Raises LoadError where a row is lost: accepted and rejected are not all that were read.
    """
    rejects = write_rejects(workbench, staged, folder)
    warned = write_warnings(workbench, staged, folder)
    records = {
        one.record.name: _counted(
            workbench, one, rejects.lines[one.record.name], warned.lines[one.record.name]
        )
        for one in staged
    }
    return Judged(records, rejects.reasons, rejects.path, warned.path)


def _counted(workbench: Workbench, staged: Staged, rejected: int, warned: int) -> Counts:
    name, read = staged.record.name, staged.rows
    good = f"SELECT count(*) FROM checked_{name} WHERE fault IS NULL AND row_no"
    accepted, named = workbench.number(f"{good} > 0"), workbench.number(f"{good} < 0")
    if accepted + rejected != read:
        raise LoadError(
            Text(
                f"{name}：接收{accepted:,}行、拒收{rejected:,}行，与读取的{read:,}行不符",
                f"{name}: {accepted} accepted and {rejected} rejected are not the {read} rows read",
            )
        )
    return Counts(read=read, accepted=accepted, rejected=rejected, warnings=warned, named=named)
