"""The pages of the site, in the order of the menu."""

from flask import Flask

from service.web.kit.problems import show_problems
from service.web.pages import (
    audit,
    contagion,
    customers,
    groups,
    home,
    inbox,
    influence,
    loads,
    me,
    runs,
    sign_in,
    tags,
)
from service.web.pages.customer import dossier, money
from service.web.pages.customer import routes as customer

PAGES = (
    sign_in,
    home,
    customers,
    customer,
    dossier,
    money,
    groups,
    contagion,
    influence,
    tags,
    inbox,
    runs,
    loads,
    audit,
    me,
)


def add_pages(app: Flask) -> None:
    """Serve the pages, and have what goes wrong on one be a page too."""
    for module in PAGES:
        app.register_blueprint(module.blueprint)
    show_problems(app)
