"""Banks for tests: canonical files from rows, loaded, derived and served through the contract."""

import csv
import functools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import loaders.__main__
import service.__main__
from cypher import StoreSettings, open_store
from cypher.engine.migrations import migrate
from service.api.http.worker_cache import WorkerCache
from service.app import create_app, machine_of
from service.audit.reads import ReadLog
from service.settings import Settings
from tests.batch_rows import write_rows
from tests.building import Row


def write_files(folder: Path, **records: Sequence[Row]) -> Path:
    """Write each record's rows as its canonical file; a column that a row lacks stays empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for record, rows in records.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{record}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


@functools.cache
def application() -> Flask:
    """The application, made once: its routes are the same for every bank, and take long to make."""
    return create_app(Settings(access_log=False))


class ServedBank:
    """A bank behind its HTTP interface: what users see, and nothing else."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Name the store; commands take it from the environment, as users do."""
        monkeypatch.setenv("GUANXI_STORE", url)
        self.url = url
        self._own: dict[str, Any] = {}

    def close(self) -> None:
        """Close the application's store."""
        if self._own:
            self._own["guanxi.reads"].close()
            self._own["guanxi.store"].close()
            self._own["guanxi.machine"].close()

    def load(self, folder: Path, *options: str, status: int = 0) -> None:
        """Run `python -m loaders`, which must end with the exit status."""
        arguments = [str(folder), "--rejects", str(folder / "rejects"), *options]
        assert loaders.__main__.main(arguments) == status

    def keep(self, **records: Sequence[Row]) -> None:
        """Write these rows, which must be good, with the product's own batches.

        For tests that say nothing of a load: there are no files, and a tenth of the time is spent.
        """
        self._write(records, full=False)

    def keep_only(self, **records: Sequence[Row]) -> None:
        """Write these rows as `keep` does, and close every other, as a full load would."""
        self._write(records, full=True)

    def _write(self, records: Mapping[str, Sequence[Row]], *, full: bool) -> None:
        with closing(open_store(StoreSettings())) as store:
            migrate(store)
            write_rows(store, records, full=full)

    def derive(self, *options: str) -> None:
        """Run `python -m service derive`, which must succeed."""
        assert service.__main__.main(["derive", *options]) == 0

    @property
    def client(self) -> FlaskClient:
        """A client of the application over this store, until another bank is asked for its own."""
        app = application()
        if not self._own:
            # Kernels are compiled where they are first called, while somebody waits.
            settings = Settings(access_log=False, deadline=math.inf)
            store = open_store(settings, for_requests=True)
            machine = machine_of(settings)
            own: tuple[tuple[str, Any], ...] = (
                ("guanxi.settings", settings),
                ("guanxi.store", store),
                ("guanxi.machine", machine),
                ("guanxi.reads", ReadLog(store, machine, settings)),
                ("guanxi.kept", WorkerCache()),
                ("guanxi.secrets", {}),
            )
            self._own = dict(own)
        # Places are the process's own, whatever bank it serves.
        kept = {name for name in app.extensions if name.startswith("guanxi.")}
        assert kept - {"guanxi.places", "guanxi.heavy_places"} == {*self._own}
        app.extensions |= self._own
        return app.test_client()

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        """GET below /api/v1; the answer must have the status, and comes back as JSON."""
        response = self.client.get(f"/api/v1{path}", query_string=query)
        assert response.status_code == status, response.get_data(as_text=True)
        return json.loads(response.data)

    def holders(self, tag_id: str, **asked: Any) -> list[dict[str, Any]]:
        """Everybody on a tag's list, page by page."""
        return list(self.items(f"/tags/{tag_id}/customers", **asked))

    def items(self, path: str, **query: Any) -> Iterable[dict[str, Any]]:
        """Every item of a list, page by page; at most a thousand pages."""
        cursor: dict[str, Any] = {}
        for _ in range(1000):
            page = self.get(path, **query, **cursor)
            yield from page["items"]
            if page["next"] is None:
                return
            cursor = {"cursor": page["next"]}
        raise AssertionError(f"{path} has no end")

    def holding(self, customer_id: str, tag_id: str, **asked: Any) -> dict[str, Any]:
        """The one holding that a customer has of a tag."""
        (holding,) = self.get(f"/customers/{customer_id}/tags/{tag_id}", **asked)["holdings"]
        found: dict[str, Any] = holding
        return found

    def all_holdings(self, tag_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Every holding of some tags with its evidence, by customer, tag and subject."""
        customers = sorted(
            {holder["customer_id"] for tag_id in tag_ids for holder in self.holders(tag_id)}
        )
        return [
            {"customer_id": customer_id, **holding}
            for customer_id in customers
            for holding in self.get(f"/customers/{customer_id}/tags", include="evidence")["tags"]
        ]
