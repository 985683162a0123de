"""The profiles oa and google."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from noteport.api import ExportReport
from noteport_jsonld import JsonLdExporter, JsonLdOptions

Export = Callable[..., tuple[Path, ExportReport]]
OA, GOOGLE = JsonLdOptions(profile="oa"), JsonLdOptions(profile="google")
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def graph(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["@graph"]
    return found


def test_a_claim_annotates_its_seconds(export: Export) -> None:
    text = "---\nvideoId: dQw4w9WgXcQ\nlang: en\n---\n* **Heat**: unfolds [[Proteins]] [00:10 - 00:20], [00:30]."
    [annotation] = graph(export(JsonLdExporter, {"Bio/note.md": text}, "notes.jsonld", options=OA)[0])
    id, clip = "urn:noteport:claim/Bio/note@10.1", "urn:noteport:clip/dQw4w9WgXcQ"

    def moment(name: str, fragment: str) -> dict[str, Any]:
        return {
            "id": f"{clip}/{name}",
            "type": "SpecificResource",
            "source": VIDEO,
            "selector": {
                "id": f"{clip}/{name}#t",
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": fragment,
            },
        }

    assert annotation == {
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "id": f"{id}#text",
                "type": "TextualBody",
                "purpose": "describing",
                "value": "Heat: unfolds Proteins.",
                "format": "text/plain",
                "language": "en",
            },
            {"id": f"{id}#tag1", "type": "TextualBody", "purpose": "tagging", "value": "proteins"},
        ],
        "target": [moment("10-20", "t=10,20"), moment("30", "t=30")],
    }


def test_both_profiles_have_the_same_claim_ids(export: Export, awkward: dict[str, str]) -> None:
    schema = graph(export(JsonLdExporter, awkward, "schema.jsonld")[0])
    oa, report = export(JsonLdExporter, awkward, "oa.jsonld", options=OA)
    claims = {node["@id"] for node in schema if node["@type"] == "Claim"}
    annotated = {node["id"] for node in graph(oa)}
    assert claims - annotated == {"urn:noteport:claim/%2540handle/no_video@65.1"}
    assert annotated < claims
    assert report.remarks == (f"Left out because their notes name no video: 1 of {len(claims)} claims.",)


def test_a_claim_whose_second_cannot_be_right_annotates_the_video(export: Export, awkward: dict[str, str]) -> None:
    found = {node["id"]: node for node in graph(export(JsonLdExporter, awkward, "notes.jsonld", options=OA)[0])}
    assert found["urn:noteport:claim/2023/late@545.1"]["target"] == ["https://www.youtube.com/watch?v=aaaaaaaaaaa"]


COMPLETE = """---
videoId: dQw4w9WgXcQ
videoTitle: All of biology
upload_date: 20200131
---
A fact [00:10]. Another at that second [00:10]. **Late**: a range [00:20 - 00:30].
"""


def test_a_watch_page_has_its_video_with_its_clips(export: Export) -> None:
    file, report = export(JsonLdExporter, {"Bio/note.md": COMPLETE}, "notes.jsonld", options=GOOGLE)
    [video] = graph(file)
    clip = {"@type": "Clip", "name": "A fact.", "startOffset": 10, "url": f"{VIDEO}&t=10s"}
    assert video["name"] == "All of biology"
    assert video["uploadDate"] == "2020-01-31"
    assert video["hasPart"][0] == {"@id": "urn:noteport:clip/dQw4w9WgXcQ/10", **clip}
    assert [part["startOffset"] for part in video["hasPart"]] == [10, 20]
    assert (video["hasPart"][1]["endOffset"], "endOffset" in video["hasPart"][0]) == (30, False)
    assert report.remarks == ()


def test_what_google_requires_and_nobody_knows_is_told_and_not_made_up(export: Export) -> None:
    notes = {"Bio/note.md": COMPLETE, "Bio/other.md": "---\nvideoId: aaaaaaaaaaa\n---\nA fact [00:10]."}
    file, report = export(JsonLdExporter, notes, "notes.jsonld", options=GOOGLE)
    [other] = [video for video in graph(file) if video["identifier"] == "aaaaaaaaaaa"]
    assert {"name", "uploadDate"}.isdisjoint(other)
    [remark] = report.remarks
    assert "for 2 videos: name of 1, uploadDate of 1." in remark


def test_two_notes_on_one_video_give_each_second_one_name(export: Export) -> None:
    notes = {"Bio/a.md": COMPLETE, "Bio/b.md": "---\nvideoId: dQw4w9WgXcQ\n---\nOther words [00:10]. More [00:40]."}
    for suffix in (".jsonld", ".jsonl"):
        file, _ = export(JsonLdExporter, notes, f"notes{suffix}", options=GOOGLE)
        documents = [json.loads(line) for line in file.read_text().splitlines()] if suffix == ".jsonl" else None
        videos = graph(file) if documents is None else [node for one in documents for node in one["@graph"]]
        names = {(part["@id"], part["name"]) for video in videos for part in video["hasPart"]}
        assert len(names) == 3


def test_a_local_file_has_no_clips_to_link(export: Export, awkward: dict[str, str]) -> None:
    found = graph(export(JsonLdExporter, awkward, "notes.jsonld", options=GOOGLE)[0])
    [mine] = [video for video in found if video["identifier"] == "media/my lecture.mp4"]
    assert "hasPart" not in mine
