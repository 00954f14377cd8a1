"""What is wrong with an answer: it breaks the document, or tells what the role may not know."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
from flask import Flask
from werkzeug.exceptions import NotFound

from service.access import masks
from service.access.permits import PERMITS, operation_of
from service.access.roles import ROLES, Role
from service.tags import catalogue
from tests.access.fuzzing.bank import FOREIGN, INSIDE, INSIDERS, NEVER_TOLD, OUTSIDE
from tests.access.fuzzing.questions import Question

#: What is told of a customer who lies outside: which one it is, and where in the answer it stands.
WHO = {"customer_id", "id", "name", "kind", "label", "masked", "x", "y"}
#: What ties such a customer to the one in scope whom the question is about, by the address's end.
_CONTROL = {"controls", "depth", "integrated", "share", "votes", "because", "standard"}
_HOLDING = {"grade", "grade_reason", "grade_title", "score", "sentence", "since_run"}
_DECIDES = {"controls", "offices", "rank", "reasons", "share", "votes", *_HOLDING}
#: Which one is a suspected affiliate of the customer's, or an insider's kin, and why.
_OF_TAGS = {"confidence", "methods", "relation", "tie"}
TIES = {
    "ownership": _CONTROL,
    "beneficial-owners": _CONTROL,
    "decision-makers": _DECIDES,
    "dossier": {*_CONTROL, *_DECIDES},
    "money": {"accounts", "accounts_hidden", "amount", "currency", "payments"},
    "referrals": {"at", "campaign", "channel", "level", "referrer_id"},
    # How much the company's holders have of what control takes.
    "why": {"votes", "share"},
    "tags": _OF_TAGS,
    "{tag_id}": _OF_TAGS,
    "account-of-data": _OF_TAGS,
    "neighbours.{form}": {"type"},
    "paths.{form}": {"type"},
    "{group_id}.{form}": {"type", "member", "head"},
}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Judge:
    """Knows what the document promises of each answer, and what a role may be told."""

    def __init__(self, app: Flask, document: Mapping[str, Any], role: Role) -> None:
        """Read the document once; validators are made as they are needed."""
        self.paths, self.components = document["paths"], document["components"]
        self.addresses = app.url_map.bind("localhost")
        self.role, self.reach = role, ROLES[role].reach
        self.purposes = {*ROLES[role].purposes}
        self.validators: dict[str, Any] = {}

    def faults(self, question: Question, answer: Any) -> Iterator[str]:
        """How the answer breaks the contract."""
        operation = self.paths[question.rule][question.method.lower()]
        status = answer.status_code
        if status >= 500:
            yield f"status {status}"
        documented = operation["responses"].get(str(status))
        if documented is None:
            yield f"status {status} is not documented"
            return
        may = self.role in PERMITS[operation_of(question.method, question.rule)]
        if not may and status != 403 and not (status == 404 and self._is_nowhere(question)):
            yield f"status {status} where the role may not ask"
        kinds = documented.get("content", {})
        if not answer.get_data():
            return
        kind = answer.mimetype
        if kind not in kinds:
            yield f"{status} as {kind or 'nothing'} is not documented"
        elif kind.endswith("json") and "schema" in kinds[kind]:
            yield from self._schema_faults(kinds[kind]["schema"], answer)

    def _is_nowhere(self, question: Question) -> bool:
        """Whether no operation has the address: what should be a number there is none."""
        try:
            self.addresses.match(unquote(question.path), question.method)
        except NotFound:
            return True
        return False

    def _schema_faults(self, schema: Mapping[str, Any], answer: Any) -> Iterator[str]:
        key = json.dumps(schema)
        if key not in self.validators:
            whole = {**schema, "components": self.components}
            self.validators[key] = jsonschema_rs.Draft202012Validator(whole)
        for error in self.validators[key].iter_errors(json.loads(answer.get_data())):
            yield f"{answer.status_code}: {error.message[:120]} at {error.instance_path}"
            return

    def leaks(self, question: Question, answer: Any) -> Iterator[str]:
        """What the answer tells that the role may not know, its headers included."""
        said, typed = _text(answer), question.text()
        revealing = question.rule.endswith("/reveal") and answer.status_code == 200
        if not revealing:
            # What was typed is masked as well, where its shape says what it is.
            told_back = [each for each in NEVER_TOLD if each in said]
            yield from (f"the value {each}" for each in told_back if _is_masked_typed(each, typed))
        elif self.reach not in ("all", "own"):
            yield "values that are revealed"
        told = {"all": [], "none": OUTSIDE + INSIDE}.get(self.reach, OUTSIDE)
        # What somebody typed is no news to him.
        yield from (f"the text {each}" for each in told if each in said and each not in typed)
        if (answer.mimetype or "").endswith("json") and answer.get_data():
            for part in _objects(json.loads(answer.get_data())):
                yield from self._parts(part, question, typed)

    def _parts(self, part: Mapping[str, Any], question: Question, typed: str) -> Iterator[str]:
        about = part.get("customer_id", part.get("id") if "label" in part else None)
        if self.reach in ("own", "lists") and about in FOREIGN and about not in typed:
            ties = TIES.get(question.rule.rpartition("/")[2], set())
            said = {name for name, value in part.items() if value not in (None, [], {})}
            if more := said - WHO - ties:
                yield f"of {about} outside: {', '.join(sorted(more))}"
        if self.reach == "none" and about in {*FOREIGN, *INSIDERS} and about not in typed:
            yield f"that {about} is a customer"
        if "since_run" in part and "tag_id" in part and part["tag_id"] in catalogue():
            tag = catalogue()[part["tag_id"]]
            if "grade" in part and not {*tag.purposes} & self.purposes:
                yield f"a holding of {tag.tag_id}"


def _is_masked_typed(value: str, typed: str) -> bool:
    return value not in typed or masks.in_text(value) != value


def _text(answer: Any) -> str:
    """Body and headers, but for where a browser is led: to the question as it was typed."""
    headers = " ".join(value for name, value in answer.headers if name != "Location")
    data = answer.get_data()
    if answer.mimetype == WORKBOOK:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b" ".join(book.read(name) for name in book.namelist())
    return f"{headers} {data.decode('utf-8', 'replace')}"


def _objects(said: Any) -> Iterator[dict[str, Any]]:
    if isinstance(said, dict):
        yield said
        for each in said.values():
            yield from _objects(each)
    elif isinstance(said, list):
        for each in said:
            yield from _objects(each)
