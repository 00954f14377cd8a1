"""Every knob of the service: its name, type, default and what it does.

Each family of relations declares its own in its `settings.py`; here they come together, with those
of runs and of serving. Read once from GUANXI_... variables where a command starts, and passed in
from there.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cypher import StoreSettings
from service.auth_settings import AuthSettings
from service.relations.affiliation.settings import AffiliationSettings
from service.relations.contagion.settings import ContagionSettings
from service.relations.control.settings import ControlSettings
from service.relations.dependency.settings import DependencySettings
from service.relations.exposures.settings import ExposureSettings
from service.relations.guarantees.settings import GuaranteeSettings
from service.relations.influence.settings import InfluenceSettings
from service.relations.marketing.settings import MarketingSettings
from service.relations.payments.settings import PaymentSettings
from service.relations.proximity.settings import ProximitySettings
from service.relations.referrals.settings import ReferralSettings
from service.relations.wealth.settings import WealthSettings


def _off(value: Any) -> Any:
    """Nothing where a setting is turned off in words."""
    return None if value in ("off", "") else value


class Settings(
    StoreSettings,
    # A family stands before those whose settings it inherits.
    InfluenceSettings,
    WealthSettings,
    ReferralSettings,
    ProximitySettings,
    PaymentSettings,
    DependencySettings,
    ControlSettings,
    ExposureSettings,
    AffiliationSettings,
    ContagionSettings,
    GuaranteeSettings,
    MarketingSettings,
    AuthSettings,
):
    """The settings of the store, of every family of relations, of runs, who asks and serving."""

    coverage_attention: float = Field(
        0.3,
        gt=0,
        le=1,
        description="runs: share of the bank's customers above which a tag asks for attention in "
        "the run's report: what nearly everybody holds tells nobody from anybody",
    )
    max_moved: Annotated[float | None, BeforeValidator(_off)] = Field(
        None,
        ge=0,
        description="runs: share of a tag's holders in the current run by which they may move, up "
        "or down, before a run waits for a yes (0.2 = from 100 to 80 or 120 is published, to 121 "
        "waits); off: no run waits. `guanxi runs` lists what waits, `guanxi runs --publish N` "
        "publishes it",
    )

    hub_payers: int = Field(
        100,
        ge=2,
        description="neighbours and paths: a customer whose accounts deal with more other accounts "
        "than this (a shop, a power company) is a hub: it is shown, and nobody is tied by having "
        "paid it or been paid by it",
    )
    match_threshold: float = Field(
        0.8,
        gt=0,
        le=1,
        description="lists of names that are matched: how alike a customer must be to be told as "
        "likely (0.8 = one letter of a name of three may be another, two of a name of eight)",
    )
    match_candidates: int = Field(
        500,
        ge=1,
        description="lists of names that are matched: number of customers up to which a piece of a "
        "misspelt name is followed; a piece that more customers share says nothing",
    )
    workers: int = Field(
        0, ge=0, description="number of gunicorn's workers (0 = one for each core, and one more)"
    )
    threads: int = Field(
        4, ge=1, description="number of requests that each worker works on at a time"
    )
    waiting: int = Field(
        16,
        ge=0,
        description="number of requests that wait in each worker until one of those is answered; "
        "one more is told to ask again (503)",
    )
    heavy: int = Field(
        1,
        ge=1,
        description="number of heavy questions (what if, seeds, contagion, look-alikes, matching, "
        "dossiers) that each worker works on at a time, beside GUANXI_THREADS others",
    )
    heavy_waiting: int = Field(
        4,
        ge=0,
        description="number of heavy questions that wait in each worker; one more is told to ask "
        "again (503)",
    )
    heavy_of_one: int = Field(
        2,
        ge=1,
        description="number of heavy questions that one user has in each worker, at work or "
        "waiting; one more is told to wait for them (429)",
    )
    deadline: float = Field(
        60,
        gt=0,
        description="seconds that a question may be worked on, from when it has its place; what "
        "takes longer is given up (503)",
    )
    max_body: int = Field(
        8, ge=1, description="megabytes that the body of a request may have; a larger one is a 413"
    )
    access_log: bool = Field(
        True, description="whether each request is logged, as one line of JSON on standard output"
    )
