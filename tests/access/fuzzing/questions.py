"""Requests that are made up: some as the document wants them, some wrong, many about who is there.

All chance comes from one generator, so that a role's n-th request is the same in every run.
"""

import json
import random
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from service.access.permits import PERMITS, operation_of
from service.access.roles import Role
from tests.access.fuzzing.bank import FOREIGN, INSIDERS, NEVER_TOLD, SHAPED
from tests.access.scoped_world import IN_BRANCH, IN_MANAGER, OUT_BRANCH, OUT_MANAGER, PLANTED

CUSTOMERS = {
    *(
        "customer_id",
        "from",
        "to",
        "a",
        "b",
        "defaulted",
        "protect",
        "seeds",
        "exclude",
        "customers",
    ),
    *("shocks", "referrer", "about"),
}
UNKNOWN = ["Z9", "C0", "nobody", "客户", "P1 ", "c1"]
#: Each has broken something somewhere.
HOSTILE = [
    *(
        "'",
        '"',
        "' OR 1=1 --",
        "}) RETURN n //",
        "$customer_id",
        "%",
        "_",
        "*",
        "\\",
        "\x00",
        "\x7f",
    ),
    *(
        "\u202e",
        "\ufeff",
        "\ud7ff",
        "😀" * 20,
        "á" * 70,
        "x" * 65,
        "x" * 300,
        "../..",
        "a/b",
        ".",
        "..",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "<script>",
        "{{7*7}}",
        "%00",
        "%2e%2e%2f",
        "\r\nX: y",
        "null",
        "true",
        "NaN",
    ),
    *("-1", "0", "1e309", str(2**53), str(2**63), str(-(2**64)), "1.5", " ", "\u3000", "١٢٣"),
]
DAYS = ["2025-12-31", "2025-06-30", "2026-01-01", "2025-02-30", "0001-01-01", "9999-12-31"]
DAYS += ["2025-12-31T08:00:00Z", "2025-12-31T08:00:00+14:00", "soon", "20251231"]
TYPED = [
    "王",
    "欧阳",
    f"欧阳{PLANTED}PZ",
    "gs",
    "Acme",
    *NEVER_TOLD,
    *(each[-4:] for each in NEVER_TOLD),
]
NAMED: dict[str, list[Any]] = {
    "q": TYPED,
    "name": TYPED,
    "id_number": NEVER_TOLD,
    "phone": NEVER_TOLD,
    "branch": [IN_BRANCH, OUT_BRANCH],
    "relationship_manager": [IN_MANAGER, OUT_MANAGER],
    "as_of": DAYS,
    "known_at": DAYS,
    "since": DAYS,
    "until": DAYS,
    "at": DAYS,
    "grade": ["high", "低", "majority"],
    "action": ["reveal", "read", "approve"],
}
#: What people write, and others read.
FREE = {"reason", "title", "author"}
ACCEPTED = ["text/csv", "application/json", "application/xml", "*/*;q=0.1", ";", "text/html"]


class Question(NamedTuple):
    """A request: what Werkzeug's client takes, and of which operation of the document it is."""

    method: str
    rule: str
    path: str
    query: dict[str, str]
    body: bytes | None
    headers: dict[str, str]

    def text(self) -> str:
        """All that was typed, to be looked for in the answer."""
        said = [unquote(self.path), *self.query, *self.query.values(), *self.headers.values()]
        body = (self.body or b"").decode("utf-8", "replace")
        with suppress(ValueError, RecursionError):
            body += json.dumps(json.loads(body), ensure_ascii=False)
        return " ".join(said) + body


class Questions:
    """Makes a role's requests, one after the other."""

    def __init__(
        self, document: Mapping[str, Any], known: Mapping[str, list[Any]], role: Role, seed: int = 0
    ) -> None:
        """Take what is there from `known`; two of a role and a seed make the same requests."""
        self.chance = random.Random(f"{role} {seed}")
        self.schemas = document["components"]["schemas"]
        self.known = {**NAMED, **known}
        self.cursors: list[str] = []
        self.all = [
            (method.upper(), rule, operation)
            for rule, methods in document["paths"].items()
            for method, operation in methods.items()
            if rule.startswith("/api/v1")
        ]
        self.permitted = [
            each for each in self.all if role in PERMITS[operation_of(each[0], each[1])]
        ]

    def next(self) -> Question:
        """The next request: mostly of what the role may ask, for the others are refused alike."""
        often = self._seldom(0.85) and self.permitted
        method, rule, operation = self.chance.choice(self.permitted if often else self.all)
        path, query = rule, {}
        for parameter in operation.get("parameters", ()):
            name, schema = parameter["name"], parameter["schema"]
            if parameter["in"] == "path":
                # Behind another form another address begins, which the document does not know.
                form = schema.get("enum")
                value = str(self.chance.choice(form) if form else self._value(name, schema)) or "x"
                path = path.replace(f"{{{name}}}", quote(value, safe="", errors="replace"))
            elif self._seldom(0.95 if parameter["required"] else 0.2):
                value = self._value(name, schema)
                query[name] = json.dumps(value) if isinstance(value, bool) else str(value)
        if self._seldom(0.02):
            query[self.chance.choice(["x", "limit ", "customer_id", "__proto__"])] = "1"
        headers = self._headers()
        body = None
        if "requestBody" in operation:
            content = operation["requestBody"]["content"]["application/json"]
            body = self._body(content["schema"])
            headers["Content-Type"] = "application/json"
            if self._seldom(0.02):
                headers["Content-Type"] = self.chance.choice(["text/plain", "application/xml", ""])
        return Question(method, rule, path, query, body, headers)

    def _seldom(self, share: float) -> bool:
        return self.chance.random() < share

    def _headers(self) -> dict[str, str]:
        headers = {}
        if self._seldom(0.1):
            headers["Accept"] = self.chance.choice(ACCEPTED)
        if self._seldom(0.1):
            headers["Accept-Language"] = self.chance.choice(["zh", "en", "fr;q=x", "*"])
        if self._seldom(0.03):
            headers["If-None-Match"] = self.chance.choice(["*", '"x"', "x", 'W/"x"'])
        return headers

    def _body(self, schema: Mapping[str, Any]) -> bytes:
        said = self._value("", schema)
        if self._seldom(0.05):
            said = self.chance.choice([None, [], "x", 1, [said], {"more": 1}, {}])
        text = json.dumps(said, ensure_ascii=self._seldom(0.5))
        if self._seldom(0.03):
            text = self.chance.choice([text[:-1], "", "{" * 2000, '{"k": NaN}', text * 2, "\x00"])
        return text.encode("utf-8", "replace")

    def _value(self, name: str, schema: Mapping[str, Any]) -> Any:
        """A value for a parameter, a field or an element: as its schema has it, or otherwise."""
        if "$ref" in schema:
            schema = self.schemas[schema["$ref"].rpartition("/")[2]]
        if self._seldom(0.03):
            return self.chance.choice([*HOSTILE, *UNKNOWN, -1, 10**20])
        if "anyOf" in schema:
            return self._value(name, self.chance.choice(schema["anyOf"]))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, name)
        if kind == "array":
            count = self.chance.choice([0, 1, 1, 2, 3])
            return [self._value(name, schema.get("items", {})) for _ in range(count)]
        if kind == "boolean":
            return self._seldom(0.5)
        if kind in ("integer", "number") and name not in self.known:
            low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
            high = schema.get("maximum", schema.get("exclusiveMaximum", 10))
            found = self.chance.choice([low, low + 1, min(high, 10), high, 2])
            return int(found) if kind == "integer" else found
        return self._text(name)

    def _object(self, schema: Mapping[str, Any], name: str) -> dict[str, Any]:
        required = schema.get("required", ())
        found = {
            each: self._value(each, inner)
            for each, inner in schema.get("properties", {}).items()
            if self._seldom(0.97 if each in required else 0.3)
        }
        if isinstance(values := schema.get("additionalProperties"), dict):
            for _ in range(self.chance.choice([1, 1, 2])):
                found[self._text(name)] = self._value("", values)
        return found

    def _text(self, name: str) -> Any:
        if name == "cursor" and self.cursors and self._seldom(0.9):
            return self.chance.choice(self.cursors)
        if name in self.known and self.known[name] and self._seldom(0.85):
            return self.chance.choice(self.known[name])
        if name in CUSTOMERS:
            return self.chance.choice(self.chance.choice([INSIDERS, FOREIGN, FOREIGN, UNKNOWN]))
        if name in FREE:
            written = f'他说："电话{self.chance.choice(SHAPED)}"'
            return self.chance.choice(["理由", "r" * 2000, written, written, *HOSTILE])
        return self.chance.choice([*HOSTILE, *UNKNOWN, *FOREIGN, *TYPED, *DAYS])
