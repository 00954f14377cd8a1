"""The notebook runs as it stands, keeps no outputs, and draws what the service answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import matplotlib as mpl
import pytest
from werkzeug.serving import make_server

from tests.banks import ServedBank
from tests.building import companies, guarantees_of
from tests.docs.pages import ROOT

NOTEBOOK = json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))
SOURCES = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
DEMO = "http://127.0.0.1:8000"


@pytest.fixture
def address(sqlite_bank: ServedBank) -> Iterator[str]:
    """Where a bank with a guarantee circle of three is served over HTTP."""
    sqlite_bank.keep(
        customers=companies("甲", "乙", "丙"), guarantees=guarantees_of("甲>乙", "乙>丙", "丙>甲")
    )
    sqlite_bank.derive()
    server = make_server("127.0.0.1", 0, sqlite_bank.client.application)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_notebook_has_five_cells_of_code_and_keeps_no_outputs() -> None:
    cells = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert len(cells) == 5
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.slow
# Whether a machine has a font with Chinese letters is nothing that the notebook could change.
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_every_cell_runs_and_draws_the_group(address: str) -> None:
    mpl.use("Agg")
    from matplotlib import pyplot

    names: dict[str, Any] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        for source in SOURCES:
            exec(source.replace(DEMO, address), names)
    pyplot.gcf().canvas.draw()
    pyplot.close("all")
    assert DEMO in SOURCES[0]
    assert set(names["graph"]) == {"甲", "乙", "丙"}
    assert "甲 → 乙 → 丙 → 甲" in printed.getvalue()
