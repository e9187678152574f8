"""Records as Label Studio tasks with their gold as an annotation, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from analyzer.errors import BadRow
from analyzer.types.labels import RecordType
from corpus.records import LabelledRecord, load_record

__all__ = ["blind_task_of", "record_of", "task_of"]

_META = ("id", "style", "record_type", "meeting_type", "trick", "header", "footer")
_SPECIFIC = "specific"


class _Annotation:
    """Collects the results of one annotation; offsets are UTF-16 units, as browsers count."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.results: list[dict[str, Any]] = []

    def region(self, name: str, start: int, end: int, key: str) -> dict[str, Any]:
        place = {"start": _to_browser(self._text, start), "end": _to_browser(self._text, end), "text": self._text[start:end]}
        result = {
            "id": f"{name}-{start}-{end}",
            "from_name": name,
            "to_name": "text",
            "type": "labels",
            "value": {**place, "labels": [key]},
        }
        self.results.append(result)
        return result

    def of_region(self, region: dict[str, Any], name: str, key: str) -> None:
        value = {key: kept for key, kept in region["value"].items() if key != "labels"}
        self.results.append(
            {"id": region["id"], "from_name": name, "to_name": "text", "type": "choices", "value": {**value, "choices": [key]}}
        )

    def whole(self, name: str, keys: Iterable[object]) -> None:
        chosen = [str(key) for key in keys]
        if chosen:
            self.results.append({"id": name, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": chosen}})

    def words(self, name: str, words: str) -> None:
        self.results.append({"id": name, "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": [words]}})


def _to_browser(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def _from_browser(text: str, units: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))


def task_of(record: LabelledRecord) -> dict[str, Any]:
    """One record as a task with one annotation. The text is header, body and footer as written; regions keep the white space of their sentences."""
    text = record.header + "".join(record.texts()) + record.footer
    annotation = _Annotation(text)
    place = len(record.header)
    for sentence in record.sentences:
        region = annotation.region("aspect", place, place := place + len(sentence.text), sentence.aspect)
        if sentence.specific:
            annotation.of_region(region, _SPECIFIC, _SPECIFIC)
    for segment in record.segments:
        end = place + sum(map(len, segment.sentences))
        region = annotation.region("activity", place, end, segment.activity)
        annotation.of_region(region, "substance", str(segment.substance))
        if segment.lecturer:
            annotation.of_region(region, "lecturer", segment.lecturer)
        for sentence_text in segment.sentences:
            annotation.region("sentence", place, place := place + len(sentence_text), "sentence")
    gold = record.gold
    for name, value in (("depth", gold.depth), ("talk_kind", gold.talk_kind), ("one_pot", gold.one_pot), ("band", gold.band)):
        annotation.whole(name, () if value is None else (value,))
    for dimension, rating in gold.dims.items():
        annotation.whole(f"dim_{dimension}", (rating,))
    annotation.whole("claimed", gold.claimed or ())
    annotation.whole("findings", gold.findings)
    annotation.words("why", record.why)
    meta = {name: getattr(record, name) for name in _META if getattr(record, name) is not None}
    return {"data": {"text": text, **meta}, "annotations": [{"result": annotation.results}]}


def blind_task_of(record: LabelledRecord) -> dict[str, Any]:
    """One record as a task without labels, without what tells of them: for a second labelling."""
    data = {name: value for name, value in task_of(record)["data"].items() if name != "trick"}
    return {"data": data}


def record_of(task: dict[str, Any]) -> LabelledRecord:
    """The record of an exported task, by its last annotation that was not cancelled.

    Raises BadRow where the task has none, where a region lacks its label, or where a value is no key of the guideline.
    """
    where = f"任务 {task.get('id', task.get('data', {}).get('id', '?'))}"
    data = task.get("data", {})
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if not done or "text" not in data:
        raise BadRow("没有已提交的标注。", where=where, remedy="请在 Label Studio 里提交后重新导出 JSON。")
    try:
        results = done[-1]["result"]
        written = {name: data[name] for name in _META if name in data}
        body = _talk(results, data["text"]) if data["record_type"] == RecordType.TALK else _meeting(results, data["text"])
        why = next((result["value"]["text"][0] for result in results if result["from_name"] == "why"), "")
        return load_record({**written, **body, "gold": _gold(results, RecordType(data["record_type"])), "why": why})
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadRow(f"标注不完整或有误（{error}）。", where=where, remedy="请在 Label Studio 里补齐后重新导出。") from error


def _regions(results: list[dict[str, Any]], name: str, text: str) -> Iterator[tuple[str, int, int, str]]:
    """The regions of a layer in order, as (id, start, end, label)."""
    found = [result for result in results if result["from_name"] == name]
    for result in sorted(found, key=lambda result: int(result["value"]["start"])):
        value = result["value"]
        yield result["id"], _from_browser(text, value["start"]), _from_browser(text, value["end"]), value["labels"][0]


def _by_region(results: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for result in results:
        if result["type"] == "choices":
            found[result["id"]][result["from_name"]] = result["value"]["choices"][0]
    return found


def _talk(results: list[dict[str, Any]], text: str) -> dict[str, Any]:
    chosen = _by_region(results)
    return {
        "sentences": [
            {"text": text[start:end], "aspect": aspect, "specific": _SPECIFIC in chosen[region]}
            for region, start, end, aspect in _regions(results, "aspect", text)
        ]
    }


def _meeting(results: list[dict[str, Any]], text: str) -> dict[str, Any]:
    chosen = _by_region(results)
    sentences = [(start, text[start:end]) for _, start, end, _ in _regions(results, "sentence", text)]
    return {
        "segments": [
            {
                "activity": activity,
                "substance": int(chosen[region]["substance"]),
                "lecturer": chosen[region].get("lecturer"),
                "sentences": [words for place, words in sentences if start <= place < end],
            }
            for region, start, end, activity in _regions(results, "activity", text)
        ]
    }


def _gold(results: list[dict[str, Any]], kind: RecordType) -> dict[str, Any]:
    whole = {
        result["from_name"]: result["value"]["choices"]
        for result in results
        if result["type"] == "choices" and "start" not in result["value"]
    }
    gold: dict[str, Any] = {
        "dims": {name.removeprefix("dim_"): int(values[0]) for name, values in whole.items() if name.startswith("dim_")},
        "band": int(whole["band"][0]),
        "findings": whole.get("findings", []),
    }
    if kind is RecordType.TALK:
        depth = int(whole["depth"][0])
        return {**gold, "depth": depth, "talk_kind": whole["talk_kind"][0], "generic": depth <= 1}
    return {**gold, "one_pot": int(whole["one_pot"][0]), "claimed": whole.get("claimed", [])}
