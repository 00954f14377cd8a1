"""What only organisations have in the customers file: earlier names, legal forms, owners, staff."""

import numpy as np

from service.demo.people import names
from service.demo.people.looks import Looks
from service.demo.people.population import Population
from service.demo.tables import Block, Ints, Texts

COLUMNS = ("former_name", "legal_form", "ownership_type", "registered_address", "employees")

#: The legal form by how a name ends; of several endings the first that fits.
_LEGAL_FORMS = {
    "股份有限公司": "股份有限公司",
    "公司": "有限责任公司",
    "委员会": "机关法人",
    "中心": "事业单位法人",
    "基金会": "基金会法人",
    "会": "社会团体法人",
    "学校": "民办非企业单位法人",
}
_OWNERSHIP_TYPES = np.array(["private", "mixed", "foreign", "collective", "state"])
_OWNERSHIP_WEIGHTS = (0.80, 0.08, 0.06, 0.03, 0.03)
_RENAMED, _STAFF_KNOWN = 0.06, 0.9
#: What one employee brings in a year, in cents.
_RECEIPTS_A_HEAD = 60_000_000


def persons_columns(size: int) -> Block:
    """The same columns for persons, who have none of it."""
    return {name: [""] * size for name in COLUMNS}


def organisations_columns(
    population: Population,
    looks: Looks,
    rng: np.random.Generator,
    *,
    kind: str,
    called: Texts,
    at: Ints,
) -> Block:
    """The columns for organisations of one kind, called so, at these positions.

    A company that was renamed had another brand. Staff follows the receipts.
    """
    company = kind == "company"
    brands = names.brand_names(looks.brand[at])
    earlier = names.brand_names(rng.integers(names.BRANDS, size=len(at)))
    renamed = (rng.random(len(at)) < _RENAMED) & (earlier != brands) & company
    former = np.where(renamed, np.strings.replace(called, brands, earlier, 1), "")
    owners = rng.choice(_OWNERSHIP_TYPES, len(at), p=_OWNERSHIP_WEIGHTS)
    a_head = _RECEIPTS_A_HEAD * rng.lognormal(0.0, 0.5, len(at))
    staff = np.maximum(population.annual_receipts[at] / a_head, 1).astype(np.int64)
    known = rng.random(len(at)) < _STAFF_KNOWN
    by_kind = {"company": owners, "government": np.full(len(at), "state")}
    return {
        "former_name": former.tolist(),
        "legal_form": [_legal_form(name) for name in called.tolist()],
        "ownership_type": by_kind.get(kind, np.full(len(at), "")).tolist(),
        "registered_address": looks.addresses(at),
        "employees": np.where(known, staff.astype(np.str_), "").tolist(),
    }


def _legal_form(name: str) -> str:
    return next(form for ending, form in _LEGAL_FORMS.items() if name.endswith(ending))
