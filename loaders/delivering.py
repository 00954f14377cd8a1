"""From accepted rows to the store: planned for all records, then written in one order.

    own rows and those beside others --> what is said no longer --> merged customers --> closings

A load that is killed on the way is finished by the next of its source: each step finds what the
ones before it left.
"""

from collections.abc import Callable, Sequence

from cypher import Store
from cypher.time_zone import time_zone
from loaders.deliveries.history import History
from loaders.deliveries.merging import consenting, merge_customers, set_consenting_apart, touched
from loaders.deliveries.planning import CUSTOMERS, Plan, make_plan
from loaders.deliveries.source_rows import drop_unsaid, hand_over, keep_told
from loaders.progress import Doing, Report
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench
from loaders.records.canonical import RECORDS
from loaders.writing import close_gone, write_changes

CONSENTS = "consents"


def make_plans(
    workbench: Workbench,
    store: Store,
    staged: Sequence[Staged],
    history: History,
    source: str,
    full: bool,
) -> list[Plan]:
    """What is to be done to each record that the load has a file of.

    With `full` also to those that the source delivered before.
    """
    by_name = {one.record.name: one for one in staged}
    return [
        make_plan(
            workbench,
            store,
            record,
            by_name.get(record.name),
            source,
            full=full,
            several=history.others(record.name, source)
            or (record.name == CUSTOMERS and _consents(history, by_name)),
        )
        for record in RECORDS
        if record.name in by_name or (full and history.delivers(record.name, source))
    ]


def write_plans(
    workbench: Workbench,
    store: Store,
    plans: Sequence[Plan],
    history: History,
    source: str,
    load_no: int,
    report: Report,
) -> None:
    """Write what is planned, batch by batch."""
    today = time_zone(workbench.settings.time_zone).today().isoformat()
    order = history.order(source)
    for plan in plans:
        record = plan.record
        if plan.written:
            told = workbench.number(f"SELECT count(*) FROM told_{record.name}")
            tell = _telling(report, "write", record.name, plan.written)
            write_changes(workbench, store, record, source, load_no, tell)
            if told:
                before = plan.written - told
                beside = _telling(report, "write", record.name, plan.written, before=before)
                keep_told(workbench, store, record, source, load_no, history, beside)
    for plan in plans:
        if plan.several:
            drop_unsaid(workbench, store, plan.record, source)
            hand_over(workbench, store, plan.record, order, load_no)
    _merge(workbench, store, plans, history, order, load_no, report)
    for plan in plans:
        name = plan.record.name
        digests = workbench.rows(f"SELECT digest FROM gone_{name} WHERE closes ORDER BY digest")
        gone = [digest for (digest,) in digests]
        for closed in close_gone(store, plan.record, gone, today, load_no):
            report("close", name, closed, len(gone))


def _merge(
    workbench: Workbench,
    store: Store,
    plans: Sequence[Plan],
    history: History,
    order: Sequence[str],
    load_no: int,
    report: Report,
) -> None:
    """Merge the customers that this load touched, or all where another might have left some."""
    by_name = {plan.record.name: plan for plan in plans}
    customers, consents = by_name.get(CUSTOMERS), by_name.get(CONSENTS)
    again = history.broken or history.reordered(order)
    keys: list[str] = []
    if customers and customers.several:
        keys += touched(workbench)
    [record] = [record for record in RECORDS if record.name == CUSTOMERS]
    if consents and consents.staged:
        said = consenting(workbench, every=again)
        set_consenting_apart(store, record, said, history)
        keys += said
    if consents and consents.closing:
        again = True
    if again or keys:
        asked = None if again else sorted(set(keys))
        tell = _telling(report, "merge", CUSTOMERS, None)
        merge_customers(store, record, asked, order, load_no, tell)


def _consents(history: History, by_name: dict[str, Staged]) -> bool:
    """Whether customers may have consents, which count for what is known of them."""
    return CONSENTS in by_name or history.delivered(CONSENTS)


def _telling(
    report: Report, doing: Doing, name: str, total: int | None, *, before: int = 0
) -> Callable[[int], None]:
    return lambda done: report(doing, name, before + done, total)
