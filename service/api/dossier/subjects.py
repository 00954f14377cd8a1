"""What the subjects of holdings are called."""

from collections.abc import Callable, Iterable

from service.api.http.group_names import names_of_groups
from service.api.http.holding_text import names_of
from service.tagging.declaration import Text


def subjects_named(
    subjects: Iterable[str | None], run_id: int
) -> Callable[[str | None], str | Text | None]:
    """What tells the name of each of some subjects: customers, and groups in both languages.

    None for what has no name: it is called by its id, which is told already. Cost: two queries.
    """
    wanted = sorted({subject for subject in subjects if subject})
    called: dict[str, str | Text] = {**names_of(wanted), **names_of_groups(wanted, run_id)}

    def named(subject: str | None) -> str | Text | None:
        name = called.get(subject or "")
        return None if name == subject else name

    return named
