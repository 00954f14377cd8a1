"""What a command that was killed after its run became the current one left to the next."""

from cypher.engine.clock import now_ms
from cypher.engine.store import Store
from cypher.publish import TagRun, UntaggedRuns
from cypher.vocabulary import GROUP_KINDS


def finish_publishing(store: Store) -> None:
    """Bring what stands for "now" in the graph to the runs that wait for it, as a rule to none.

    For whoever holds the writer's lease. Cost: linear in what the runs changed and in the derived
    groups, in transactions of a bounded size.
    """
    titles = {kind: GROUP_KINDS.title(kind).zh for kind in GROUP_KINDS}
    for run in store.rows(UntaggedRuns()):
        store.run(TagRun(run_id=run.run_id, now=now_ms(), titles=titles))
