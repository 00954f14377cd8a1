"""/contagion: whom a failure drags down, what the bank loses, what to give up, kept cases."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from service.api.http.language import reader_language
from service.relations.contagion.questions import QUESTIONS
from service.web.kit.asking import answer_of, ask, ask_if, found, may
from service.web.kit.choosing import Chosen, chosen, words_of
from service.web.kit.drafts import drafted
from service.web.kit.page import asked, here, link, need_form_token, page, page_viewer
from service.web.kit.words import WORDS
from service.web.pictures.rounds import rounds_picture
from service.web.pictures.ties import tie_told

blueprint = Blueprint("web_contagion", __name__)
#: What a shock may name, under the API's names.
_SHOCK = ("industry", "region", "branch", "tag", "group_id")
_NUMBERS = ("loss_given_default", "limit", "max_rounds")
#: What an address says of a scenario, and what it says of what may be given up.
SCENARIO = ("model", "defaulted", *_SHOCK, "loss", *_NUMBERS, "value", "remove")
CUT = ("defaulted", "protect", "of", "own_cover", "by", "loss_given_default")
_CONTAGION, _CUT = "POST /contagion", "POST /contagion/cut"
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
    return _file(_CONTAGION, form, _scenario(request.args))


@blueprint.get("/contagion/cut")
def cut() -> AnyResponse:
    """Which guarantees to give up so that fewer fail, ranked by what they spare the bank."""
    page_viewer(_CUT)
    body = _cut_body(request.args)
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
        unclear=[one for each in meant.values() for one in each.unclear],
        asked=asked(*CUT),
        of=body.get("of", []),
        value_of=_value_of,
        saved={form: _own_file("/contagion/cut", form, CUT) for form in _FORMS},
    )


@blueprint.get("/contagion/cut.<form>")
def cut_file(form: str) -> Response:
    """The ranking of the same address as a file, as the API makes it."""
    page_viewer(_CUT)
    return _file(_CUT, form, _cut_body(request.args))


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
    need_form_token()
    body = _scenario(request.form) | {"title": request.form.get("title", "")}
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
        answers=[each for each in (told["answer"], told["beside"]) if each],
        tie=tie_told,
        by_loss=_by_loss,
        picture=_picture(told["answer"]),
    )


def _answered(said: MultiDict[str, str], refusal: dict[str, Any] | None = None) -> AnyResponse:
    body = _scenario(said)
    asks = bool(body.get("defaulted") or body.get("shock")) or body.get("model") == "clearing"
    told = found(_CONTAGION, body) if asks else None
    if told is None or "detail" in told:
        return _unanswered(said, body, told)
    return page(
        "contagion/sheet.html" if said.get("sheet") else "contagion.html",
        refusal["status"] if refusal else 200,
        told=told,
        answers=[told],
        case=None,
        picture=_picture(told),
        tie=tie_told,
        by_loss=_by_loss,
        refusal=refusal,
        scenario=_fields(said, SCENARIO),
        removed=[(value, _edge_of(value)) for value in _listed(said, "remove")],
        value_of=_value_of,
        may_keep=may("POST /cases"),
        title=said.get("title", ""),
        questions=QUESTIONS,
        tags=_tags(),
        saved={form: _own_file("/contagion", form, SCENARIO) for form in _FORMS},
    )


def _unanswered(
    said: MultiDict[str, str], body: dict[str, Any], told: dict[str, Any] | None
) -> AnyResponse:
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
        scenario=_fields(said, SCENARIO),
        questions=QUESTIONS,
        tags=_tags(),
        cases=ask_if("GET /cases", limit=_LATEST),
    )


def _tags() -> list[dict[str, Any]]:
    """The tags whose holders a shock may name: those that are for credit risk."""
    return [row for row in ask("GET /tags")["items"] if "credit_risk" in row["purposes"]]


def _to_numbers(body: Mapping[str, Any], meant: Mapping[str, Chosen]) -> AnyResponse | None:
    """The way to the same question by numbers, where what was typed were names; else None."""
    if not meant or any(each.unclear for each in meant.values()):
        return None
    numbers = {name: [*each.customer_ids] for name, each in meant.items()}
    if all(numbers[name] == body[name] for name in numbers):
        return None
    return redirect(here(**{name: ",".join(ids) for name, ids in numbers.items()}), 303)


def _scenario(said: MultiDict[str, str]) -> dict[str, Any]:
    """The body of POST /contagion that an address or a form stands for; the API judges it."""
    shock: dict[str, Any] = {name: said[name] for name in _SHOCK if said.get(name)}
    if shock and said.get("loss"):
        shock["loss"] = _number(said["loss"])
    removed = [_edge_of(value) for value in _listed(said, "remove")]
    body: dict[str, Any] = {name: said[name] for name in ("model", "value") if said.get(name)}
    body |= {name: _number(said[name]) for name in _NUMBERS if said.get(name)}
    body |= {"defaulted": words_of(",".join(said.getlist("defaulted")))}
    return {
        name: value
        for name, value in {**body, "shock": [shock], "remove": removed}.items()
        if value not in ([], [{}])
    }


def _cut_body(said: MultiDict[str, str]) -> dict[str, Any]:
    """The body of POST /contagion/cut that an address stands for."""
    body: dict[str, Any] = {
        name: words_of(",".join(said.getlist(name))) for name in ("defaulted", "protect", "of")
    }
    body["own_cover"] = said.get("own_cover") == "true"
    body["by"] = said.get("by")
    if said.get("loss_given_default"):
        body["loss_given_default"] = _number(said["loss_given_default"])
    return {name: value for name, value in body.items() if value not in ([], None, "")}


def _number(text: str) -> float | int | str:
    """A number as it was typed; what is none stays as it is, and the API says so."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{0,9}\.\d{1,9}", text) else text


def _listed(said: MultiDict[str, str], name: str) -> list[str]:
    return [value for each in said.getlist(name) for value in each.split(",") if value]


def _value_of(edge: Mapping[str, Any]) -> str:
    """An edge as an address names it: GUARANTEES:C1:C2."""
    return ":".join(quote(str(edge[name]), safe="") for name in ("type", "from", "to"))


def _edge_of(value: str) -> dict[str, str]:
    """The edge that an address names; what it lacks is empty, and refused by the API."""
    parts = [unquote(part) for part in value.split(":")]
    return dict(zip(("type", "from", "to"), [*parts, "", "", ""], strict=False))


def _fields(said: MultiDict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What an address or a form says, each field once: lists by commas."""
    joined = {name: ",".join(filter(None, said.getlist(name))) for name in names}
    return {name: text for name, text in joined.items() if text}


def _own_file(path: str, form: str, names: tuple[str, ...]) -> str:
    return link(f"{path}.{form}", **_fields(request.values, names))


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
    return sorted(lost, key=lambda each: -each[0])


def _picture(told: dict[str, Any]) -> Any:
    language = reader_language()
    return rounds_picture(
        told,
        {"zh": "传染轮次", "en": "Rounds of contagion"}[language],
        say=lambda said: WORDS["say"](language, said),
        href=lambda customer_id: link("/customers", customer_id),
    )
