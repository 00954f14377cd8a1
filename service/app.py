"""The application: what it is made of, in order."""

import atexit

from flask_openapi.openapi import OpenAPI

from cypher import Store, open_store
from cypher.machine.machine_file import machine_file, renew_machine_file
from cypher.version import VERSION
from service.api.account_of_data import routes as account_of_data
from service.api.around.access_log import log_access
from service.api.around.bodies import keep_bodies
from service.api.around.deadlines import keep_deadlines
from service.api.around.docs import add_docs
from service.api.around.gate import keep_gate
from service.api.around.headers import add_headers, keep_hosts
from service.api.around.places import keep_heavy_places, keep_places
from service.api.around.problems import answer_problems, invalid_input
from service.api.around.reads import write_down_reads
from service.api.around.segments import keep_segments
from service.api.audit import routes as audit
from service.api.cases import routes as cases
from service.api.contagion import routes as contagion
from service.api.customers import routes as customers
from service.api.decisions import routes as decisions
from service.api.dossier import routes as dossier
from service.api.erasures import routes as erasures
from service.api.exposures import routes as exposures
from service.api.graph import routes as paths
from service.api.groups import overrides
from service.api.groups import routes as groups
from service.api.health import routes as health
from service.api.http.schemas import Problem
from service.api.http.worker_cache import WorkerCache
from service.api.identities import routes as identities
from service.api.identities.numbers import lead_to_known
from service.api.leads import inbox
from service.api.leads import routes as leads
from service.api.loads import routes as loads
from service.api.marketing import communities, influencers
from service.api.marketing import seeds as influence_seeds
from service.api.match import routes as match
from service.api.money import routes as money
from service.api.owners import routes as owners
from service.api.referrals import routes as referrals
from service.api.reveals import routes as reveals
from service.api.runs import routes as runs
from service.api.similarity import routes as look_alikes
from service.api.tables.routes import add_tables
from service.api.tags import routes as tags
from service.api.what_if import routes as what_if
from service.audit.reads import ReadLog
from service.graph.kernels import interpret_until_compiled
from service.settings import Settings
from service.tags import catalogue
from service.web.site import add_pages


def create_app(settings: Settings) -> OpenAPI:
    """The service over one store; the store is opened at the first request, after any fork."""
    app = OpenAPI(
        "guanxi",
        info={
            "title": "Guanxi 关系",
            "version": VERSION,
            "description": "Relationship tags that explain themselves.",
        },
        security_schemes={},
        validation_error_model=Problem,
        validation_error_callback=invalid_input,
        doc_ui=False,
        static_folder=None,
    )
    keep_segments(app)
    # Nothing here is a coroutine; each request would ask that of every function it meets.
    app.ensure_sync = lambda function: function  # type: ignore[method-assign,assignment]
    app.openapi_version = "3.1.0"
    app.url_map.strict_slashes = False
    # Merging two slashes would lead from an id that begins with one to somebody else.
    app.url_map.merge_slashes = False
    app.extensions["guanxi.settings"] = settings
    app.extensions["guanxi.store"] = open_store(settings, for_requests=True)
    machine = app.extensions["guanxi.machine"] = machine_of(settings)
    app.extensions["guanxi.reads"] = ReadLog(app.extensions["guanxi.store"], machine, settings)
    app.extensions["guanxi.kept"] = WorkerCache()
    app.extensions["guanxi.secrets"] = {}
    catalogue()

    keep_bodies(app, settings)
    log_access(app, settings.access_log)
    add_headers(app)
    keep_hosts(app)
    keep_places(app, settings)
    write_down_reads(app)
    keep_gate(app)
    keep_heavy_places(app, settings)
    keep_deadlines(app)
    answer_problems(app)
    lead_to_known(app)
    questions = (paths, referrals, money, contagion, cases, what_if)
    marketing = (influencers, influence_seeds, communities, look_alikes)
    deciding = (decisions, leads, inbox, audit)
    people = (account_of_data, identities, reveals, erasures)
    nouns = (customers, dossier, match, owners, *people)
    bank = (tags, groups, overrides, exposures)
    for noun in (*nouns, *bank, *questions, *marketing, *deciding, runs, loads, health):
        app.register_api(noun.blueprint)
    add_tables(app)
    add_docs(app)
    add_pages(app)
    return app


def machine_of(settings: Settings) -> Store:
    """The machine's own file; it is made where somebody signs in, and else may be missing."""
    machine = machine_file(settings)
    if settings.auth != "none":
        renew_machine_file(machine, settings)
    return machine


def from_environment() -> OpenAPI:
    """The service as gunicorn starts it: with the settings of the environment.

    Until the kernels are compiled, which gunicorn's first process sees to, Python runs them.
    """
    interpret_until_compiled()
    app = create_app(Settings())
    # A worker that ends, ends once what was read there is written down.
    atexit.register(app.extensions["guanxi.reads"].close)
    return app
