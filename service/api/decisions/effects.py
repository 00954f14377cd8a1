"""What a decision brings about by itself, in the transaction that writes it: an erasure."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.api.access.named import read_log
from service.api.http.answers import machine, settings, whole_store
from service.api.http.times import current_run, zone
from service.erasing.erasing import Erasing, leave_no_trace

#: The kind of decision that erases a person.
ERASURE = "erasure"


def erasing(customer_id: str) -> Erasing:
    """The erasure of a person by one of the numbers, as of now."""
    run_id, years = current_run().run_id, settings().retention_years
    return Erasing(whole_store(), customer_id, run_id, zone(), years)


@contextmanager
def written_away() -> Iterator[None]:
    """What this process noted of those who looked is chained before, and no log is left after."""
    read_log().flush()
    yield
    leave_no_trace(whole_store(), machine())
