"""What a command that was killed after its run became the current one left to the next."""

from cypher.engine.clock import now_ms
from cypher.engine.store import Store
from cypher.publish import DiscardRun, TagRun, UnpublishedRuns, UntaggedRuns, WaitingRuns
from cypher.vocabulary import GROUP_KINDS


def finish_publishing(store: Store) -> None:
    """Bring what stands for "now" in the graph to the runs that wait for it, as a rule to none.

    For whoever holds the writer's lease. Cost: linear in what the runs changed and in the derived
    groups, in transactions of a bounded size.
    """
    for run in store.rows(UntaggedRuns()):
        tag_run(store, run.run_id)


def discard_unpublished(store: Store) -> None:
    """Take back what runs have written that broke off before they were built to their end."""
    for run in store.rows(UnpublishedRuns()):
        store.run(DiscardRun(run_id=run.run_id))


def discard_waiting(store: Store) -> list[int]:
    """Take back the run that waits for a yes, where there is one; returns its number."""
    waiting = [run.run_id for run in store.rows(WaitingRuns())]
    for run_id in waiting:
        store.run(DiscardRun(run_id=run_id))
    return waiting


def tag_run(store: Store, run_id: int) -> None:
    """Bring what stands for "now" in the graph to one run, the current one; twice does no harm."""
    titles = {kind: GROUP_KINDS.title(kind).zh for kind in GROUP_KINDS}
    store.run(TagRun(run_id=run_id, now=now_ms(), titles=titles))
