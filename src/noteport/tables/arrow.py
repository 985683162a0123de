"""Rows as Arrow batches. This is the only import of pyarrow in the library, made when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from noteport.errors import UsageError
from noteport.tables.schema import TableSchema

if TYPE_CHECKING:
    import pyarrow as pa


def need(module: str) -> Any:
    """Import a library that is not a dependency of noteport.

    Raises:
        UsageError: the library is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = "'noteport[parquet]'" if module == "pyarrow" else module
        raise UsageError(f"{module} is required but not installed.", f"pip install {package}") from error


def arrow_schema(table: TableSchema) -> pa.Schema:
    """Return the Arrow schema of a table; each field, and the table itself, has its description.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = need("pyarrow")
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "boolean": arrow.bool_(),
        "texts": arrow.list_(arrow.field("element", arrow.string(), nullable=False)),
        "integers": arrow.list_(arrow.field("element", arrow.int64(), nullable=False)),
    }
    fields = [
        arrow.field(
            column.name, types[column.kind], nullable=not column.required, metadata={"description": column.about}
        )
        for column in table.columns
    ]
    return arrow.schema(fields, metadata={"table": table.name, "description": table.about})


def record_batch(table: TableSchema, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """Return rows of a table as one batch.

    Raises:
        UsageError: pyarrow is not installed.
    """
    schema = arrow_schema(table)
    arrow = need("pyarrow")
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [arrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return arrow.record_batch(arrays, schema=schema)
