"""What goes wrong with SQLite, in one line that says what to do."""

import sqlite3
from pathlib import Path

from cypher.commands import called
from cypher.engine.errors import (
    StoreBusy,
    StoreError,
    StoreReadOnly,
    StoreUnavailable,
    StoreUnusable,
)
from cypher.text import Text


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """The error of a store in this file."""
    reason = str(error)
    if "interrupted" in reason:
        return StoreUnavailable(
            Text(
                f"{path}响应超过一次请求的等待时限",
                f"{path} took longer to answer than a request may wait",
            )
        )
    if "unable to open" in reason:
        return StoreUnusable(
            Text(
                f"无法打开{path}：其所在文件夹须存在，且当前用户可写",
                f"cannot open {path}: its folder must exist and be writable for this user",
            )
        )
    if "readonly" in reason or "read-only" in reason:
        return StoreReadOnly(
            Text(
                f"{path}是只读的：请将该文件及其文件夹设为可写",
                f"{path} is read-only: make the file and its folder writable",
            )
        )
    if "full" in reason or "disk I/O" in reason:
        return StoreUnusable(
            Text(
                f"{path}所在磁盘已满或有故障：请腾出空间后重新运行同一命令（此前写入的内容保持完整）",
                f"the disk that holds {path} is full or failing: free some space and run "
                "the same command again (what was written before stays whole)",
            )
        )
    if "locked" in reason or "busy" in reason:
        return StoreBusy(
            Text(
                f"另一进程正在写入{path}：请待其结束后重试",
                f"another process is writing to {path}: try again when it ends",
            )
        )
    if "not a database" in reason or "malformed" in reason:
        return StoreUnusable(
            Text(
                f"{path}不是SQLite数据库：请指定其他文件",
                f"{path} is not an SQLite database: name another file",
            )
        )
    if "no such" in reason:
        return StoreUnusable(
            Text(
                f"{path}中的存储是空的或属于其他版本（“{reason}”）：请用`{called('migrate')}`升级",
                f"the store at {path} is empty or of another version ({reason}): "
                f"renew it with `{called('migrate')}`",
            )
        )
    return StoreUnavailable(Text(f"{path}：“{reason}”", f"{path}: {reason}"))


def no_store(path: Path) -> StoreUnusable:
    """What is said where the file is not there."""
    command = called("load FOLDER")
    return StoreUnusable(
        Text(
            f"{path}处没有存储：请用`{command}`加载",
            f"there is no store at {path}: load one with `{command}`",
        )
    )


def overwritten(path: Path) -> StoreUnusable:
    """What is said where other bytes were written over a file that is in use."""
    return StoreUnusable(
        Text(
            f"{path}在使用期间被其他文件覆盖，内容已不可信：请停止所有使用它的进程，"
            "删除其-wal和-shm文件，再用mv放入要使用的文件",
            f"{path} was overwritten while it was in use, and what it holds is not to be trusted: "
            "stop whatever uses it, remove its -wal and -shm, and mv the file there that is meant",
        )
    )


def of_something_else(path: Path) -> StoreUnusable:
    """What is said of another program's database."""
    return StoreUnusable(
        Text(
            f"{path}是其他系统的数据库：请指定其他文件",
            f"{path} is a database of something else: name another file",
        )
    )
