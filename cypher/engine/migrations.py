"""Bringing a store's schema to this version, with everything that the store holds."""

from collections.abc import Callable
from dataclasses import dataclass

from cypher.commands import called
from cypher.copy import UnfinishedCopies
from cypher.engine.errors import StoreUnusable
from cypher.engine.lease import only_writer
from cypher.engine.store import Store
from cypher.schema import migrations
from cypher.text import Text


@dataclass(frozen=True)
class Migrated:
    """From which version to which a store was brought (0: it was empty), and by what."""

    before: int
    after: int
    applied: list[str]


def migrate(store: Store, on_step: Callable[[Text], None] = lambda step: None) -> Migrated:
    """Make the schema of an empty store, or renew that of an older one; else do nothing.

    `on_step` is told of each migration of an older store before it is applied. A process that is
    killed meanwhile leaves a store that the next one brings to this version.

    Raises StoreUnusable where the store is of a newer version or holds an unfinished copy,
    StoreBusy while another writes.
    """
    done = renew(store, on_step)
    _need_whole(store)
    return done


def renew(store: Store, on_step: Callable[[Text], None] = lambda step: None) -> Migrated:
    """What `migrate` does, also for a store that holds an unfinished copy."""
    before = known_version(store)
    applied: list[str] = []
    if before == 0:
        # Not under the lease, which is itself kept in this schema; making it twice does no harm.
        first = migrations()[0]
        store.apply(first)
        applied.append(first.name)
    if before < newest():
        with only_writer(store, "migrate"):
            for migration in migrations()[known_version(store) :]:
                on_step(
                    Text(
                        f"正在升级存储：{migration.name}", f"migrating the store: {migration.name}"
                    )
                )
                if migration.step:
                    # A batch at each turn: killed between two of them, it is begun anew.
                    for _ in migration.step(store):
                        pass
                store.apply(migration)
                applied.append(migration.name)
    return Migrated(before, newest(), applied)


def need_schema(store: Store) -> None:
    """Return where the store answers, is of this version and whole; nothing is written.

    Raises StoreUnusable with the command to run where it is not.
    """
    store.check()
    version = known_version(store)
    if version == 0:
        raise StoreUnusable(
            Text(
                f"存储是空的：请用`{called('load FOLDER')}`加载，或用`{called('migrate')}`"
                "建立存储结构",
                f"the store is empty: load it with `{called('load FOLDER')}`, or make its schema "
                f"with `{called('migrate')}`",
            )
        )
    if version < newest():
        raise StoreUnusable(
            Text(
                f"存储由较早版本建立（其结构版本为{version}，现为{newest()}）："
                f"请用`{called('migrate')}`升级，原有内容全部保留",
                f"the store is of an older version (its schema is {version}, this is {newest()}): "
                f"renew it, with all it holds, with `{called('migrate')}`",
            )
        )
    _need_whole(store)


def known_version(store: Store) -> int:
    """The version of a store's schema, 0 where it is empty.

    Raises StoreUnusable where it is newer than this code knows.
    """
    version = store.schema_version()
    if version > newest():
        raise StoreUnusable(
            Text(
                f"存储由较新版本建立（其结构版本为{version}，现为{newest()}）："
                "请使用写入它的Guanxi版本或更新的版本",
                f"the store is of a newer version (its schema is {version}, this is {newest()}): "
                "use the version of Guanxi that wrote it, or a later one",
            )
        )
    return version


def _need_whole(store: Store) -> None:
    if store.rows(UnfinishedCopies()):
        raise StoreUnusable(
            Text(
                f"存储中有一份尚未完成的副本：请重新运行同一条`{called('copy FROM TO')}`，"
                "复制会继续进行",
                "the store holds an unfinished copy of another: run the same "
                f"`{called('copy FROM TO')}` again, which goes on with it",
            )
        )


def newest() -> int:
    """The version that this code brings a store to: the number of the last migration."""
    return migrations()[-1].number
