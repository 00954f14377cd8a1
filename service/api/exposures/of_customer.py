"""The exposures to one customer, under all its numbers, and what they add up to."""

from typing import Any

from cypher.serve.exposures import ExposureRow, ExposuresOfCustomer
from cypher.serve.groups import ExposureOfCustomers
from service.api.exposures.sums import asked_exposure, told_exposure
from service.api.http.answers import settings, store
from service.api.http.rows import served
from service.api.http.times import AskedRun


def exposures_of(
    customer_id: str, run: AskedRun, after_id: str, limit: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Exposures to a customer after an id, at most so many; and the sums of all of them."""
    asked = asked_exposure(run)
    rows = store().rows(
        ExposuresOfCustomer(customer_id=customer_id, **asked, after_id=after_id, limit=limit)
    )
    sums = store().rows(ExposureOfCustomers([customer_id], **asked))
    told = told_exposure(sums, settings().single_exposure_limit)
    return [shown_exposure(row) for row in rows], told


def shown_exposure(row: ExposureRow) -> dict[str, Any]:
    """An exposure as it is told: amounts as text, and the load it came from."""
    shown = served(row)
    shown["source"] = f"L{shown.pop('load_no')}"
    return shown
