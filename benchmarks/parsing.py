"""How well headers, bodies, types and claims are read, by style, each style with models of openings and outer lines that have not seen it.

    python benchmarks/parsing.py                    prints the table of docs/evaluation.md
    python benchmarks/parsing.py --folder RECORDS   measures on another folder of styles
    python benchmarks/parsing.py --write            puts the table between the markers of docs/evaluation.md

A claim of a form and of the purpose that fills it (党课, 集中学习) counts as one duty. «要素» is a weak check: the share of records without
`missing_element` among their gold findings whose required elements are all found.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from analyzer.classifying.frame import read_frame
from analyzer.classifying.models import Models, Reader
from analyzer.classifying.opening import read_opening
from analyzer.interpreting import out_of_domain
from analyzer.parsing import parse_record
from analyzer.policies import load_policy
from analyzer.rendering.blocks import with_block
from analyzer.text.alignment import clean
from analyzer.types.document import Document, Source
from analyzer.types.labels import Activity, FindingKind, MeetingType, RecordType
from analyzer.types.record import Record
from corpus.records import LabelledRecord, labelled_text, load_records
from corpus.splits import RECORDS
from corpus.strangers import Stranger, load_strangers
from models.training.frame import learn_frame
from models.training.opening import learn_opening
from models.training.settings import Settings

PAGE = Path(__file__).parent.parent / "docs" / "evaluation.md"
COLUMNS = ("记录数", "未拒判", "记录类型", "正文起点", "正文终点", "会议类型", "申报 F1", "要素")
_FORM_OF = {str(Activity.PARTY_LECTURE): str(MeetingType.LECTURE), str(Activity.THEORY_STUDY): str(MeetingType.STUDY)}


class Outcome(msgspec.Struct, frozen=True):
    """What came out right for one record; None where there was nothing to get right. `claims` are hits, false ones and missed ones."""

    taken: bool
    kind: bool
    start: bool
    end: bool
    meeting: bool | None
    claims: tuple[int, int, int]
    elements: bool | None


def models_with(learned: tuple[Reader, float], frame: Reader | None) -> Models:
    """Models that have learned openings alone, and outer lines where a reader of them is given."""
    opening, familiar = learned
    nothing = Reader(opening.vocabulary, {})
    return Models(nothing, nothing, {}, opening.vocabulary.rarity, {}, {}, "", opening, familiar, frame)


def outcome(record: LabelledRecord, models: Models) -> Outcome:
    """One record, read as the whole analysis reads it."""
    text, units = labelled_text(record)
    aligned = clean(text)
    opening = read_opening(aligned, models)
    found = parse_record(Document(text, Source(record.id, "corpus", "")), aligned, 0, opening, read_frame(aligned, models))
    body = found.body.of(text)
    meeting = record.record_type is RecordType.MEETING
    return Outcome(
        not out_of_domain(aligned, found, opening),
        found.type is record.record_type,
        found.body.start + len(body) - len(body.lstrip()) == units[0].span.start,
        found.body.start + len(body.rstrip()) == units[-1].span.end,
        found.meeting_type is record.meeting_type if meeting else None,
        _claims(found, record) if meeting else (0, 0, 0),
        None if FindingKind.MISSING_ELEMENT in record.gold.findings else _complete(found),
    )


def _claims(found: Record, record: LabelledRecord) -> tuple[int, int, int]:
    got = {_FORM_OF.get(claim.duty, claim.duty) for claim in found.claims}
    gold = {_FORM_OF.get(duty, duty) for duty in record.gold.claimed or ()}
    return len(got & gold), len(got - gold), len(gold - got)


def _complete(found: Record) -> bool:
    elements = load_policy("default").elements
    return all(any(found.field(key) for key in element.any_of) for element in elements if element.type == found.type)


def row(outcomes: Sequence[Outcome]) -> list[str]:
    """The cells of one style."""
    hits, false, missed = (sum(each.claims[number] for each in outcomes) for number in range(3))
    f1 = f"{2 * hits / (2 * hits + false + missed):.2f}" if hits + false + missed else "—"
    shares = [_share(getattr(each, name) for each in outcomes) for name in ("taken", "kind", "start", "end", "meeting")]
    return [str(len(outcomes)), *shares, f1, _share(each.elements for each in outcomes)]


def _share(values: Iterable[bool | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.2f}" if known else "—"


def measure(records: Sequence[LabelledRecord], strangers: Sequence[Stranger]) -> tuple[dict[str, list[Outcome]], list[Outcome]]:
    """By style, the outcomes of its records with models that have learned from the other styles; and all outcomes where rules alone bound the body."""
    measured, by_rules = {}, []
    for style in sorted({record.style for record in records}):
        own, others = ([record for record in records if (record.style == style) is here] for here in (True, False))
        opening, frame = learn_opening(others, strangers, Settings()), learn_frame(others, Settings())
        measured[style] = [outcome(record, models_with(opening, frame)) for record in own]
        by_rules += [outcome(record, models_with(opening, None)) for record in own]
    return measured, by_rules


def refused(records: Sequence[LabelledRecord], strangers: Sequence[Stranger]) -> float:
    """The share of strangers that are not judged, each kind with a model that has learned from the other kinds."""
    out, frame = [], learn_frame(records, Settings())
    for kind in sorted({stranger.kind for stranger in strangers}):
        models = models_with(learn_opening(records, [stranger for stranger in strangers if stranger.kind != kind], Settings()), frame)
        for stranger in strangers:
            if stranger.kind == kind:
                aligned = clean(stranger.text)
                opening = read_opening(aligned, models)
                found = parse_record(
                    Document(stranger.text, Source(stranger.id, "corpus", "")), aligned, 0, opening, read_frame(aligned, models)
                )
                out.append(out_of_domain(aligned, found, opening))
    return sum(out) / len(out)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=RECORDS)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    records, strangers = list(load_records(folder=options.folder)), list(load_strangers())
    measured, by_rules = measure(records, strangers)
    everything = [each for outcomes in measured.values() for each in outcomes]
    lines = ["| 样式 | " + " | ".join(COLUMNS) + " |", "| --- |" + " ---: |" * len(COLUMNS)]
    lines += [f"| {style} | " + " | ".join(row(outcomes)) + " |" for style, outcomes in measured.items()]
    lines += [
        "| **全部** | " + " | ".join(row(everything)) + " |",
        "| 正文只凭规则 | " + " | ".join(row(by_rules)) + " |",
        "",
        f"不是记录的文本（{len(strangers)}篇，留一类别）拒判：{refused(records, strangers):.2f}",
    ]
    table = "\n".join(lines)
    print(table)
    if options.write:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "parsing", table), encoding="utf-8")


if __name__ == "__main__":
    main()
