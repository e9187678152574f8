"""A document's records, each with its fields and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.classifying.opening import UNREAD, Opening
from analyzer.parsing.body import body_bounds
from analyzer.parsing.claims import claimed_duties, find_claims, statements
from analyzer.parsing.header import Found, add_partners, find_fields, labelled_fields
from analyzer.parsing.kind import meeting_type, record_type
from analyzer.parsing.labels import labels
from analyzer.parsing.split import split_records
from analyzer.parsing.wording import header_facts
from analyzer.text.alignment import AlignedText, clean
from analyzer.types.document import Document, Row
from analyzer.types.labels import MeetingType, RecordType
from analyzer.types.record import FIELD_NAMES, Claim, Field, Record
from analyzer.types.span import Span

__all__ = ["parse_record", "split_document"]

_CONTENT = re.compile("内容|记录$|正文|过程")


def split_document(document: Document) -> Iterator[tuple[Document, AlignedText]]:
    """The document cut into documents of one record each, in order, with their cleaned texts; the document itself where it holds one."""
    if document.rows:
        spans = [row.span for row in document.rows]
    else:
        aligned = clean(document.text)
        stretches = split_records(aligned.text, 0, len(aligned.text))
        if len(stretches) == 1:
            yield document, aligned
            return
        starts = [aligned.back(start, end).start for start, end in stretches[1:]]
        spans = [Span(start, end) for start, end in zip([0, *starts], [*starts, len(document.text)], strict=True)]
    for span in spans:
        part = document.part(span)
        yield part, clean(part.text)


def parse_record(document: Document, aligned: AlignedText, index: int, opening: Opening = UNREAD) -> Record:
    """The record of a document that holds one; `aligned` is its cleaned text, `index` its number in the file, `opening` how it begins."""
    if document.rows:
        return _from_row(document, aligned, document.rows[0], index, opening)
    text = aligned.text
    begin, stop = body_bounds(text, 0, len(text))
    return _record(document, aligned, (begin, stop), index, _fields(text, 0, begin, stop, len(text)), opening)


def _fields(text: str, start: int, begin: int, stop: int, end: int) -> Found:
    """Fields of the header; what it lacks is taken from behind the body."""
    found = find_fields(text, start, begin)
    title = _title(text, start, begin)
    if title is not None:
        found.setdefault("title", title)
    if stop < end:
        for key, value in find_fields(text, stop, end).items():
            found.setdefault(key, value)
    return found


def _title(text: str, start: int, begin: int) -> tuple[str, int, int] | None:
    """The first line of the header where it is a heading, not a field."""
    line_end = text.find("\n", start, begin)
    line_end = begin if line_end < 0 else line_end
    words = text[start:line_end].strip(" \t#*【】《》—=-")
    if not words or len(words) > 45 or ":" in words or "|" in words or "\t" in words or words[-1] in "。;," or header_facts(words) > 2:
        return None
    place = text.index(words, start)
    return words, place, place + len(words)


def _from_row(document: Document, aligned: AlignedText, row: Row, index: int, opening: Opening) -> Record:
    text = aligned.text
    found: Found = {}
    body = (0, len(text))
    for cell in row.cells:
        begin, stop = aligned.forth(cell.span)
        label = re.sub(r"\s|\(.*\)", "", cell.label)
        key = labels().key_of.get(label)
        if _CONTENT.search(label):
            body = (begin, stop)
        elif key is not None:
            found.update(
                {key: value for key, value in _from_cell(text, label, begin, stop).items() if key != "date" or "date" not in found}
            )
    return _record(document, aligned, body, index, found, opening)


def _from_cell(text: str, label: str, begin: int, stop: int) -> Found:
    """The fields of one cell, read under its label, at their places in the text."""
    shift = begin - len(label) - 1
    found = labelled_fields(f"{label}:{text[begin:stop]}", 0, len(label) + 1 + stop - begin)
    return {key: (value, start + shift, end + shift) for key, (value, start, end) in found.items()}


def _record(document: Document, aligned: AlignedText, body: tuple[int, int], index: int, found: Found, opening: Opening) -> Record:
    text = aligned.text
    head = text[: body[0]] + text[body[1] :]
    words = text[body[0] : body[1]]
    kind = record_type(frozenset(found), head, words, opening.talk)
    if kind is RecordType.TALK:
        add_partners(found, text, 0, body[0])
    fields = {key: Field(key, value, aligned.back(start, end)) for key, (value, start, end) in found.items()}
    fields.update({key: Field(key, value) for key, value in document.given if key in FIELD_NAMES and value})
    type_value, title = fields.get("type"), fields.get("title")
    declared = (
        meeting_type(type_value.value if type_value else None, title.value if title else None, _without_claims(head), words)
        if kind is RecordType.MEETING
        else None
    )
    claims: tuple[Claim, ...] = ()
    if declared is not None:
        claims = tuple(Claim(duty, aligned.back(*place)) for duty, *place in find_claims(text, 0, len(text), body[0], declared))
        claims += _column_claims(document, type_value, declared, {claim.duty for claim in claims})
    span = Span(0, len(document.text))
    ordered = tuple(fields[key] for key in FIELD_NAMES if key in fields)
    return Record(kind, declared, index, span, aligned.back(*body), ordered, claims)


def _without_claims(head: str) -> str:
    for start, end in reversed(list(statements(head, 0, len(head)))):
        head = head[:start] + head[end:]
    return head


def _column_claims(document: Document, ticked: Field | None, own: MeetingType, known: set[str]) -> tuple[Claim, ...]:
    """Duties that the type field or a ledger's own columns claim beside the text."""
    given = "、".join(value for key, value in document.given if key in ("claims", "type"))
    named = [(duty, ticked.span if ticked else None) for duty in claimed_duties(ticked.value if ticked else "")]
    named += [(duty, None) for duty in claimed_duties(given)]
    return tuple(Claim(duty, span) for duty, span in dict(named).items() if duty != own and duty not in known)
