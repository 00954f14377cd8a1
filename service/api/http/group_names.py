"""What groups are called: as the bank declared them, or by their head where a run found them.

And what the subjects of holdings are called, which are groups or customers.
"""

from collections.abc import Callable, Iterable, Mapping

from cypher.serve.walks import NamesOfGroups
from cypher.vocabulary import GROUP_KINDS
from service.api.access.viewers import name_seen
from service.api.http.answers import store
from service.api.http.holding_text import names_of
from service.tagging.declaration import Text


def group_name(kind: str, name: str | None, head_name: str | None) -> Text:
    """A group's own name in both languages; without one it is called by its kind and head."""
    if name:
        return Text(name, name)
    known = GROUP_KINDS.get(kind)
    if known is None or not head_name:
        return GROUP_KINDS.title(kind)
    return Text(*(text.format(head=head_name) for text in (known.called.zh, known.called.en)))


def names_of_groups(
    group_ids: Iterable[str],
    run_id: int,
    named: Callable[[list[str]], Mapping[str, str]] | None = None,
) -> dict[str, Text]:
    """What some groups are called in a run, by id, or were before it; nothing of what is none.

    `named` looks up the heads' names where not everybody may be named. Nothing is asked of nobody.
    """
    wanted = sorted({*group_ids})
    rows = store().rows(NamesOfGroups(wanted, run_id)) if wanted else []
    heads = {
        row.head_id: name_seen(row.head_name or "", row.head_kind, in_scope=row.head_in_scope)
        or row.head_id
        for row in rows
        if row.head_id
    }
    if named:
        heads.update(named([*heads]))
    return {
        row.group_id: group_name(row.kind, row.name, heads.get(row.head_id or "")) for row in rows
    }


def subjects_named(
    subjects: Iterable[str | None], run_id: int, names: Callable[..., dict[str, str]] = names_of
) -> Callable[[str | None], str | Text | None]:
    """What tells the name of each of some subjects: customers, and groups in both languages.

    None for what has no name: it is called by its id, which is told already. `names` looks up the
    names of customers, where not everybody may be named. Cost: two queries, none for no subject.
    """
    wanted = sorted({subject for subject in subjects if subject})
    called: dict[str, str | Text] = {}
    if wanted:
        called = {**names(wanted), **names_of_groups(wanted, run_id, names)}

    def named(subject: str | None) -> str | Text | None:
        name = called.get(subject or "")
        return None if name == subject else name

    return named
