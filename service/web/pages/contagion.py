"""/contagion: whom a failure drags down, what the bank loses, what to give up, kept cases."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.api.http.language import reader_language
from service.relations.contagion.questions import QUESTIONS
from service.web.kit.asking import answer_of, ask, ask_if, found, may
from service.web.kit.choosing import Chosen, chosen
from service.web.kit.drafts import drafted
from service.web.kit.page import asked, here, link, page, page_viewer
from service.web.kit.scenario import (
    CUT,
    SCENARIO,
    Said,
    cut_of,
    edge_of,
    fields_of,
    listed,
    scenario_of,
    subject_of,
    value_of,
    what_if_of,
)
from service.web.kit.words import WORDS
from service.web.pictures.rounds import rounds_picture
from service.web.pictures.ties import tie_told

blueprint = Blueprint("web_contagion", __name__)
_CONTAGION, _CUT, _WHAT_IF = "POST /contagion", "POST /contagion/cut", "POST /what-if"
_FORMS = ("csv", "xlsx")
#: So many of the latest cases stand beside the form.
_LATEST = 5


@blueprint.get("/contagion")
def contagion() -> AnyResponse:
    """What became of the scenario that the address asks for; without one, how to ask."""
    page_viewer(_CONTAGION)
    return _answered(request.args)


@blueprint.get("/contagion.<form>")
def contagion_file(form: str) -> Response:
    """The answer to the same address as a file, as the API makes it."""
    page_viewer(_CONTAGION)
    return _file(_CONTAGION, form, scenario_of(request.args))


@blueprint.get("/contagion/cut")
def cut() -> AnyResponse:
    """Which guarantees to give up so that fewer fail, ranked by what they spare the bank."""
    page_viewer(_CUT)
    body = cut_of(request.args)
    told = found(_CUT, body) if body.get("defaulted") else None
    refused = told is not None and "detail" in told
    meant = {
        name: chosen(body[name]) for name in ("defaulted", "protect") if refused and body.get(name)
    }
    if led := _to_numbers(body, meant):
        return led
    return page(
        "contagion/cut.html",
        told["status"] if refused and told else 200,
        told=None if refused else told,
        problem=told if refused else None,
        unclear=[word for names in meant.values() for word in names.unclear],
        asked=asked(*CUT),
        of=body.get("of", []),
        value_of=value_of,
        saved={form: _own_file("/contagion/cut", form, CUT) for form in _FORMS},
    )


@blueprint.get("/contagion/cut.<form>")
def cut_file(form: str) -> Response:
    """The ranking of the same address as a file, as the API makes it."""
    page_viewer(_CUT)
    return _file(_CUT, form, cut_of(request.args))


@blueprint.get("/contagion/what-if")
def what_if() -> AnyResponse:
    """Which tags customers would gain and lose without the edges that the address names."""
    page_viewer(_WHAT_IF)
    body = what_if_of(request.args)
    # Without an edge the page says where to choose one.
    told: dict[str, Any] = {"status": 200, "detail": ""}
    if body["remove"]:
        told = found(_WHAT_IF, body)
    refused = "detail" in told
    return page(
        "contagion/what_if.html",
        told["status"] if refused else 200,
        told=None if refused else told,
        problem=told if refused else None,
        removed=body["remove"],
        names={row["customer_id"]: row["name"] for row in told.get("customers", ())},
    )


@blueprint.get("/contagion/cases")
def cases() -> AnyResponse:
    """The cases that were kept, the latest first; a form that a sign-in interrupted is led back."""
    page_viewer("GET /cases")
    if draft := drafted():
        return redirect(link("/contagion", **draft), 303)
    return page("contagion/cases.html", found=ask("GET /cases", **asked("limit", "cursor")))


@blueprint.post("/contagion/cases")
def keep() -> AnyResponse:
    """Keep the scenario of a form as a case and show it; what the API refuses is told beside it."""
    page_viewer("POST /cases")
    body = scenario_of(request.form) | {"title": request.form.get("title", "")}
    told = found("POST /cases", body)
    if "detail" in told:
        return _answered(request.form, refusal=told)
    return redirect(link("/contagion/cases", told["case_no"]), 303)


@blueprint.get("/contagion/cases/<case_no>")
def case(case_no: str) -> AnyResponse:
    """A case as it was answered when it was made; with `sheet`, the sheet for the committee."""
    page_viewer("GET /cases/{case_no}")
    told = ask("GET /cases/{case_no}", case_no=case_no)
    return page(
        "contagion/sheet.html" if request.args.get("sheet") else "contagion/case.html",
        case=told,
        answers=[*filter(None, (told["answer"], told["beside"]))],
        tie=tie_told,
        by_loss=_by_loss,
        picture=_picture(told["answer"]),
    )


def _answered(said: Said, refusal: dict[str, Any] | None = None) -> AnyResponse:
    body = scenario_of(said)
    asks = bool(body.get("defaulted") or body.get("shock")) or body.get("model") == "clearing"
    told = found(_CONTAGION, body) if asks else None
    if told is None or "detail" in told:
        return _unanswered(said, body, told)
    return page(
        "contagion/sheet.html" if said.get("sheet") else "contagion.html",
        refusal["status"] if refusal else 200,
        told=told,
        subject=subject_of(body, told["names"]),
        answers=[told],
        case=None,
        picture=_picture(told),
        tie=tie_told,
        by_loss=_by_loss,
        refusal=refusal,
        scenario=fields_of(said, SCENARIO),
        removed=[(value, edge_of(value)) for value in listed(said, "remove")],
        names=told["names"] | _names_of_changed(told),
        value_of=value_of,
        may_keep=may("POST /cases"),
        may_suppose=may(_WHAT_IF),
        title=said.get("title", ""),
        questions=QUESTIONS,
        tags=_tags(),
        saved={form: _own_file("/contagion", form, SCENARIO) for form in _FORMS},
    )


def _names_of_changed(told: Mapping[str, Any]) -> dict[str, str]:
    """The names of those for whom edges that were taken away make a difference."""
    compared = told.get("without_removal") or {"changed": ()}
    return {row["customer_id"]: row["name"] for row in compared["changed"]}


def _unanswered(said: Said, body: dict[str, Any], told: dict[str, Any] | None) -> AnyResponse:
    """The form: empty, or with what the API says of what it was sent, and whom that may mean."""
    meant = chosen(body["defaulted"]) if told and body.get("defaulted") else None
    if meant and (led := _to_numbers(body, {"defaulted": meant})):
        return led
    return page(
        "contagion.html",
        told["status"] if told else 200,
        told=None,
        problem=told,
        unclear=meant.unclear if meant else (),
        scenario=fields_of(said, SCENARIO),
        questions=QUESTIONS,
        tags=_tags(),
        cases=ask_if("GET /cases", limit=_LATEST),
    )


def _tags() -> list[dict[str, Any]]:
    """The tags whose holders a shock may name: those that are for credit risk."""
    return [row for row in ask("GET /tags")["items"] if "credit_risk" in row["purposes"]]


def _to_numbers(body: Mapping[str, Any], meant: Mapping[str, Chosen]) -> AnyResponse | None:
    """The way to the same question by numbers, where what was typed were names; else None."""
    if not meant or any(words.unclear for words in meant.values()):
        return None
    numbers = {name: [*words.customer_ids] for name, words in meant.items()}
    if all(numbers[name] == body[name] for name in numbers):
        return None
    return redirect(here(**{name: ",".join(ids) for name, ids in numbers.items()}), 303)


def _own_file(path: str, form: str, names: tuple[str, ...]) -> str:
    return link(f"{path}.{form}", **fields_of(request.values, names))


def _file(operation: str, form: str, body: dict[str, Any]) -> Response:
    """A table of the API's, which is asked by POST, under an address that a link can name."""
    if form not in _FORMS:
        abort(404)
    answer = answer_of(f"{operation}.{form}", body, lang=reader_language())
    if answer.status_code != 200:
        abort(answer)
    made = Response(answer.get_data(), mimetype=answer.mimetype)
    made.headers["Content-Disposition"] = answer.headers["Content-Disposition"]
    return made


def _by_loss(rows: list[dict[str, Any]]) -> list[tuple[float, dict[str, Any]]]:
    """Customers from whom the bank loses most on, each with that as a number."""
    lost = [(float(row["bank_loss"]), row) for row in rows]
    return sorted(lost, key=lambda loss: -loss[0])


def _picture(told: dict[str, Any]) -> Any:
    language = reader_language()
    return rounds_picture(
        told,
        {"zh": "传染轮次", "en": "Rounds of contagion"}[language],
        say=lambda said: WORDS["say"](language, said),
        href=lambda customer_id: link("/customers", customer_id),
    )
