"""Which question each model of contagion answers, and which one is asked unless named."""

from cypher.engine.arrays import Floats
from service.relations.contagion.scenarios import Model
from service.tagging.declaration import Text

#: What each model is asked, in the order in which they are offered.
QUESTIONS: dict[Model, Text] = {
    "threshold": Text(
        zh="这些客户违约后，还有谁会因此违约？损失达到其净资产的，即视为违约。",
        en="Who else fails once these have failed? A customer fails when its losses reach its net "
        "assets.",
    ),
    "debtrank": Text(
        zh="这些客户违约或受损后，其他客户各受多大影响？未违约的也按损失占净资产的比例计；每户只传导一次，结果偏保守。",
        en="How hard does it hit the others, those who do not fail included? Losses count as a "
        "part of net assets, and each customer passes its own on once: a lower estimate.",
    ),
    "debtrank_differential": Text(
        zh="若影响在客户之间反复传导直至平息，各客户最终受多大影响？结果偏高。",
        en="How hard does it hit them in the end, once all that comes back has been passed on as "
        "well? An upper estimate.",
    ),
    "clearing": Text(
        zh="客户之间的欠款各能付清多少、谁付不清？只看应付款和在本行的存款；无冲击时也会有人付不清，故另列基准与差额。",
        en="Who can still pay what of its debts to other customers? It looks at debts and at what "
        "is kept at this bank alone; some cannot pay without any shock, so the baseline and the "
        "difference are told too.",
    ),
}
_LEFT_OUT = (
    "Left out: threshold, or debtrank where a shock lies below 1, which threshold cannot take."
)


def default_model(shock: Floats) -> Model:
    """The model that a shock float64[n] is put to unless another is named.

    Who has failed drags others down by `threshold`, the rule by which banks speak of default; it
    knows no half of a failure, so that a shock below 1 is put to `debtrank`.
    """
    return "debtrank" if _in_part(shock) else "threshold"


def model_beside(model: Model, shock: Floats) -> Model | None:
    """The model that a case tells beside the one that was asked; None where none can be asked.

    Beside any other model stands the default one; beside the default what it leaves out: beside
    failures how hard those are hit that do not fail, beside distress what comes of it in the end.
    Where nobody fails or is hit, and `clearing` looks at debts alone, the others have no question.
    """
    if not shock.any():
        return None
    default = default_model(shock)
    if model != default:
        return default
    return "debtrank_differential" if default == "debtrank" else "debtrank"


def _in_part(shock: Floats) -> bool:
    return bool(((shock > 0) & (shock < 1)).any())


def described() -> str:
    """What every model is asked, for the API's own description."""
    told = (f"{model}: {text.en} {text.zh}" for model, text in QUESTIONS.items())
    return "\n".join((*told, _LEFT_OUT))
