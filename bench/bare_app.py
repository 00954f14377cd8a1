"""The peer of the service: Flask with one route that answers a small JSON document, and no more."""

from flask import Flask

app = Flask(__name__)


@app.get("/api/v1/customers/<customer_id>/tags")
def tags(customer_id: str) -> dict[str, object]:
    """The shape of the service's answer for a customer without tags."""
    return {"customer_id": customer_id, "run_id": 1, "tags": []}
