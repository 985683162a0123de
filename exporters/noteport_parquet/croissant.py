"""The description of a data set for machine learning beside its tables: Croissant 1.0, in JSON-LD.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html

Only its publisher knows the creator, licence, address and date of a data set, so these are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import Struct

from noteport.api import Column, TableSchema

CONFORMS = "http://mlcommons.org/croissant/1.0"
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""As the specification prints it, since readers compare it."""

_TYPES = {
    "text": "sc:Text",
    "texts": "sc:Text",
    "integer": "sc:Integer",
    "integers": "sc:Integer",
    "boolean": "sc:Boolean",
}
_HEAD = {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "conformsTo": CONFORMS,
    "sdPublisher": {"@type": "sc:Organization", "name": "noteport"},  # who wrote this description, not the notes
}


class TableFile(Struct, frozen=True, kw_only=True):
    """A file with a table."""

    name: str
    digest: str
    """SHA-256, in hexadecimal digits."""
    size: int
    """Bytes."""


class Hashed:
    """A file for writing that knows the digest of what was written.

    Args:
        out: the file; it is written from its beginning to its end.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self._size = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        """Write some bytes."""
        self._digest.update(data)
        self._size += len(data)
        return self._out.write(data)

    def tell(self) -> int:
        """Return the number of bytes so far."""
        return self._size

    def flush(self) -> None:
        """Do nothing, since the file is flushed when it is closed."""

    def close(self) -> None:
        """Leave the file open for its owner."""
        self.closed = True

    def as_file(self, name: str) -> TableFile:
        """Return what is known of the file."""
        return TableFile(name=name, digest=self._digest.hexdigest(), size=self._size)


def description_name(file: str) -> str:
    """Return the name of the description of a table's file."""
    return f"{file.removesuffix('.parquet')}.croissant.json"


def describe(name: str, tables: Mapping[str, TableSchema], files: Mapping[str, TableFile]) -> str:
    """Return the description of some tables as JSON.

    Args:
        name: the name of the data set.
        tables: by name.
        files: by the name of the table.
    """
    return _dump(
        {
            **_HEAD,
            "name": name,
            "description": "Claims from notes of videos, each with the second of the video that supports it.",
            "distribution": [_file(files[table]) for table in tables],
            "recordSet": [_records(table, tables, files[table.name]) for table in tables.values()],
        }
    )


def is_description(head: bytes) -> bool:
    """Recognise a description of ours by its beginning."""
    return head.startswith(_dump(_HEAD).removesuffix("\n}\n").encode())


def _dump(description: Mapping[str, Any]) -> str:
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


def _file(file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.digest,
    }


def _records(table: TableSchema, tables: Mapping[str, TableSchema], file: TableFile) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [dict(_field(column, table, tables, file)) for column in table.columns],
    }


def _field(
    column: Column, table: TableSchema, tables: Mapping[str, TableSchema], file: TableFile
) -> Iterator[tuple[str, Any]]:
    yield "@type", "cr:Field"
    yield "@id", f"{table.name}/{column.name}"
    yield "name", column.name
    yield "description", column.about
    yield "dataType", _TYPES[column.kind]
    if column.kind in ("texts", "integers"):
        yield "repeated", True
    # The reference implementation reads no table that refers to several others.
    referred = {name: other for name, other in table.refers.items() if other in tables}
    if len(referred) == 1 and (other := referred.get(column.name)):
        yield "references", {"field": {"@id": f"{other}/{tables[other].key[0]}"}}
    yield "source", {"fileObject": {"@id": file.name}, "extract": {"column": column.name}}
