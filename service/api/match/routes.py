"""/customers/match: a list of names and numbers, and the customers that they mean."""

from flask import Response

from service.api.access.named import note_found_by
from service.api.http.answers import answer
from service.api.http.openapi_responses import noun, written
from service.api.http.parameters import NoQuery
from service.api.match.answered import matches
from service.api.match.schemas import MatchBody, Matches

blueprint = noun("match", __name__, tag="customers")


@blueprint.post("/customers/match", responses=written(200, Matches, 404))
def match_customers(query: NoQuery, body: MatchBody) -> Response:
    """Say which customers a list means: for certain, probably, or none; with tags and groups.

    A customer number, a certificate number that holds its check, and a name that one customer alone
    bears are exact, however width, script, place and legal form are written. Several of one name,
    and names that are near (GUANXI_MATCH_THRESHOLD), are likely, at most five of them, each with
    what speaks for it and against it. What else is given tells customers of one name apart, and
    what contradicts is told. A customer of several numbers is told by the one it is known by.
    `as_of`, `known_at` or `run` name the run whose identities, `tags` and `groups` are told.
    """
    note_found_by(*{name for item in body.items for name in item.model_fields_set})
    return answer(matches(body))
