"""What a run was measured on: figures of different machines do not compare, their ratios may."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "duckdb",
    "flask",
    "gunicorn",
    "waitress",
    "neo4j",
    "neo4j-rust-ext",
    "networkx",
    "numba",
    "numpy",
    "orjson",
    "scipy",
)


def machine() -> dict[str, str]:
    """The processor, cores, memory, how busy it is, the system, and the versions that matter.

    A load average well above the cores means that others were at work: absolute figures suffer.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 2**30:.1f} GiB",
        "load average": f"{os.getloadavg()[0]:.1f}",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{library: version(library) for library in LIBRARIES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
