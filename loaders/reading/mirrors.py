"""A source's folder in UTF-8, for SELECTs that read its files themselves."""

import gzip
import shutil
from pathlib import Path

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.csv_files import unzip
from loaders.reading.encodings import UTF8, first_fault, write_utf8
from loaders.reading.files import at
from loaders.reading.origins import Source
from loaders.reading.workbench import Workbench

#: What holds texts; all else is linked to as it is.
TEXTS = {".csv", ".txt", ".tsv", ".psv", ".dat", ".del", ".asc", ".json", ".jsonl", ".ndjson", ""}


def mirrored(workbench: Workbench, source: Source) -> None:
    """Let SELECTs find the files in UTF-8, where the source says that they are in another encoding.

    Raises LoadError, naming file and line, where a text is not in that encoding: which row of a
    SELECT it would become is not known.
    """
    if source.encoding == UTF8:
        return
    [(folder,)] = workbench.rows("SELECT getvariable('folder')")
    mirror = workbench.folder / "mirror"
    for path in source.stamps:
        if path.is_relative_to(folder) and path.suffix != ".sql":
            target = mirror / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            _mirror(path, target, source.encoding)
    mirror.mkdir(exist_ok=True)
    workbench.run("SET VARIABLE folder = ?", str(mirror))


def _mirror(path: Path, target: Path, encoding: str) -> None:
    packed = path.suffix == ".gz"
    plain_name = path.with_suffix("") if packed else path
    if plain_name.suffix.lower() not in TEXTS:
        target.symlink_to(path.absolute())
        return
    decoded = target.with_name(f"{target.name}.decoded")
    if packed:
        plain = target.with_name(f"{target.name}.plain")
        unzip(path, plain, path.name)
        write_utf8(plain, decoded, encoding, path.name)
        plain.unlink()
    else:
        write_utf8(path, decoded, encoding, path.name)
    if line := first_fault(decoded):
        raise LoadError(
            Text(
                f"{path.name}不是{encoding}编码，最先见于第{line}行：请指定其实际编码",
                f"{path.name} is not {encoding}, line {line} first: name its own encoding",
            )
        )
    if packed:
        with decoded.open("rb") as file, at(target), gzip.open(target, "wb", 1) as repacked:
            shutil.copyfileobj(file, repacked, 1 << 20)
        decoded.unlink()
    else:
        decoded.rename(target)
