"""What the records declare is stored and served."""

from dataclasses import fields

from cypher.serve.customers import CustomerRow
from loaders.checking.records import RECORDS


def test_every_column_of_a_customer_is_served() -> None:
    [customers] = [record for record in RECORDS if record.name == "customers"]
    declared = {column.name for column in customers.columns}
    assert declared <= {field.name for field in fields(CustomerRow)}
