"""The networks of influence as each worker keeps them: who leads in each, and how word spreads."""

from dataclasses import dataclass

from service.api.http.times import AskedRun, current_run
from service.api.http.worker_cache import OfDay, worker_cache_of_run
from service.api.marketing.rankings import Standings, standings
from service.relations.influence.cascade import Cascades, cascades
from service.settings import Settings
from service.tagging.bank import Bank


@dataclass(frozen=True)
class Influence:
    """Both stand on the same ties, which are read once for the two."""

    standings: Standings
    cascades: Cascades


def day_of_influence(run: AskedRun | None = None) -> OfDay[Influence]:
    """Influence on the day of a run, the current one where it is left out.

    Cost: that of `standings` and `cascades` once.
    """
    return worker_cache_of_run(_influence, run or current_run())


def _influence(bank: Bank, settings: Settings, run_id: int) -> Influence:
    return Influence(standings(bank, settings, run_id), cascades(bank, settings))
