"""Files in an encoding that DuckDB does not know become UTF-8, piece by piece."""

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.files import at

UTF8 = "utf-8"
_PIECE = 1 << 20
_MARK = "\ufeff"
#: Letters of three bytes or more, and how many of them are no chance.
_WIDE, _ENOUGH = re.compile("[\u0800-\U0010ffff]"), 2
#: Encodings of something else than the texts of files.
_ODD = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
#: Stands for bytes that are no letter; written, it is a byte that UTF-8 does not have.
_NO_LETTER = "\udcff"


def encoding_called(name: str) -> str:
    """The encoding of that name, as Python calls it; raises LoadError where it knows none."""
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        codec = None
    # Nothing else says whether a codec's letters are text: base64 and rot13 are codecs too.
    is_text = codec is not None and getattr(codec, "_is_text_encoding", False)
    if codec is None or not is_text or codec.name.replace("-", "_") in _ODD:
        raise LoadError(
            Text(
                f"没有编码{name!r}：请用utf-8、gb18030、gbk、big5或utf-16等",
                f"there is no encoding {name!r}: name one such as utf-8, gb18030, gbk, big5 or "
                "utf-16",
            )
        )
    return codec.name


def write_utf8(source: Path, target: Path, encoding: str, name: str) -> None:
    """Write a file's text as UTF-8; memory is bounded, cost linear. `name` is what errors call it.

    Bytes that are no letter of the encoding become bytes that are no UTF-8, at the same place, so
    that whoever reads the rows can tell which of them has such bytes. Raises LoadError for a file
    that is UTF-8 already: most encodings would take it for other letters.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors=_ERRORS)
    doubt = _Doubt() if not encoding.startswith("utf") else None
    begun = False
    try:
        with source.open("rb") as file, at(target), target.open("wb") as decoded:
            while piece := file.read(_PIECE):
                begun = _write(decoded, decoder.decode(piece), begun)
                if doubt:
                    doubt.look_at(piece)
            _write(decoded, decoder.decode(b"", final=True), begun)
    except UnicodeError as error:
        raise LoadError(
            Text(
                f"无法以{encoding}编码读取{name}：“{error}”",
                f"{name} cannot be read as {encoding}: {error}",
            )
        ) from error
    if doubt and doubt.is_utf8():
        raise LoadError(
            Text(
                f"{name}自第{doubt.line}行起是UTF-8而不是{encoding}编码：请去掉--encoding，"
                "并与其他编码的文件分开加载",
                f"{name} is UTF-8 and not {encoding}, from line {doubt.line} on: leave "
                "--encoding out, and load it apart from files that are not",
            )
        )


def _write(decoded: BinaryIO, text: str, begun: bool) -> bool:
    """Write a piece of text; whether anything was written so far, the mark of UTF aside."""
    if not begun:
        text = text.removeprefix(_MARK)
    decoded.write(text.encode(UTF8, "surrogateescape"))
    return begun or bool(text)


class _Doubt:
    """Whether bytes are UTF-8 to the last, with letters that chance would not make."""

    def __init__(self) -> None:
        self.line = 1
        self._decoder = codecs.getincrementaldecoder(UTF8)()
        self._wide = 0
        self._holds = True

    def look_at(self, piece: bytes) -> None:
        """Go on with the next bytes of the file."""
        if not self._holds:
            return
        try:
            text = self._decoder.decode(piece)
        except UnicodeDecodeError:
            self._holds = False
            return
        if text.isascii():
            self.line += text.count("\n") if not self._wide else 0
            return
        wide = _WIDE.findall(text)
        if wide and not self._wide:
            self.line += text.count("\n", 0, text.index(wide[0]))
        self._wide += len(wide)

    def is_utf8(self) -> bool:
        """Whether nothing was found that UTF-8 does not have, and enough that other texts lack."""
        return self._holds and self._wide >= _ENOUGH


def first_fault(path: Path) -> int:
    """The line of a file written by `write_utf8` that first has bytes of no letter; else 0."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(UTF8)
            except UnicodeDecodeError:
                return number
    return 0


def _no_letter(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _NO_LETTER, max(error.end, error.start + 1)


_ERRORS = "guanxi.no_letter"
codecs.register_error(_ERRORS, _no_letter)
