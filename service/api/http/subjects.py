"""What the subjects of holdings are called."""

from collections.abc import Callable, Iterable

from service.api.http.group_names import names_of_groups
from service.api.http.holding_text import names_of
from service.tagging.declaration import Text


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
