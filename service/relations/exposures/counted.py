"""What of exposures counts for limits: what is drawn, part of what is not, less its cover."""

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Exposures
from cypher.vocabulary import EXPOSURE_KINDS, OTHER_EXPOSURE
from service.graph.tables.portions import billionths, portion
from service.graph.tables.segments import sum_at
from service.relations.exposures.settings import ExposureSettings, factors_said
from service.tagging.declaration import Reading


def undrawn_factors(settings: ExposureSettings) -> dict[str, float]:
    """By kind, how much of what is not drawn counts: from 0 to 1.

    Source: Basel framework CRE20, credit conversion factors, unless the settings say otherwise.
    """
    own = {kind: entry.undrawn.weight for kind, entry in EXPOSURE_KINDS.items()}
    return own | factors_said(settings.undrawn_factors)


def counted_exposure(bank: Reading, settings: ExposureSettings) -> Ints:
    """What counts of the exposures to each customer in the bank's currency: int64[n].

    In ten-thousandths; what is not drawn counts rounded down. Linear in the exposures.
    """
    view, factors = bank[Exposures], undrawn_factors(settings)
    counted = view.drawn - view.covered
    for kind in np.unique(view.kind):
        rows = view.kind == kind
        factor = billionths(factors.get(kind, factors[OTHER_EXPOSURE]))
        counted[rows] += portion(view.undrawn[rows], factor)
    own = view.currency == settings.currency
    return sum_at(view.customer_no[own], np.maximum(counted[own], 0), len(bank))
