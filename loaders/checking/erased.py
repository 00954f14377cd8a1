"""Customers who were erased, or have the certificate of such a one: they are not loaded again.

What the store keeps of them are keyed hashes, see `cypher.erasure.suppression`. Where it keeps none
nothing is looked at.
"""

from collections.abc import Sequence

from cypher import Store
from cypher.erasure import Suppressed
from cypher.erasure.suppression import certificate_hash, id_hash, suppression_key
from loaders.checking.checks import ERASED, fault_number
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench

ASKED_AT_ONCE = 50_000
#: A certificate's number as it is compared, or as it stands where it is no valid one.
_NUMBER = "coalesce(nullif(normalised_id_number(id_number, id_type), ''), id_number)"


def reject_erased(workbench: Workbench, store: Store, staged: Sequence[Staged]) -> None:
    """Mark rows of customers who were erased; linear in the customers, if any ever was."""
    customers = [one for one in staged if one.record.name == "customers"]
    if not customers:
        return
    suppressed = {row.hash for row in store.rows(Suppressed())}
    if not suppressed:
        return
    key = suppression_key(store)
    cursor = workbench.connection.cursor()
    cursor.execute(
        f"SELECT row_no, customer_id, id_type, {_NUMBER} FROM checked_customers"
        " WHERE fault IS NULL ORDER BY row_no"
    )
    found: list[int] = []
    while rows := cursor.fetchmany(ASKED_AT_ONCE):
        found += [
            row_no
            for row_no, customer_id, id_type, number in rows
            if id_hash(key, customer_id) in suppressed
            or (number and certificate_hash(key, id_type, number) in suppressed)
        ]
    if found:
        fault = fault_number(customers[0], ERASED, "customer_id")
        workbench.run(
            f"UPDATE checked_customers SET fault = {fault}"
            " WHERE row_no IN (SELECT unnest(?::BIGINT[]))",
            found,
        )
