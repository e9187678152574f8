"""A document's records, each with its fields and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from analyzer.classifying.frame import UNFRAMED, Frame
from analyzer.classifying.opening import UNREAD, Opening
from analyzer.parsing.blank import is_blank
from analyzer.parsing.body import body_bounds
from analyzer.parsing.cells import Cell
from analyzer.parsing.claims import claimed_duties, find_claims, says_meeting, statements
from analyzer.parsing.elsewhere import add_year, opening_date, opening_facts
from analyzer.parsing.fields.people import split_names
from analyzer.parsing.found import Found
from analyzer.parsing.header import add_partners, find_fields, labelled_fields
from analyzer.parsing.kind import meeting_type, record_type
from analyzer.parsing.pasted import pasted_rows
from analyzer.parsing.rows import LedgerRow, read_row
from analyzer.parsing.split import split_records
from analyzer.parsing.table import row_part, unread_columns
from analyzer.parsing.titles import find_branch, find_title
from analyzer.parsing.unread import unread_words
from analyzer.text.alignment import AlignedText, clean
from analyzer.types.document import Document
from analyzer.types.labels import Duty, MeetingType, RecordType
from analyzer.types.record import FIELD_NAMES, MOMENT_FIELDS, Claim, Difference, Field, Record, Unread
from analyzer.types.span import Span

__all__ = ["parse_record", "split_document"]


_OF_MEETINGS = frozenset(("due", "present", "absent"))
"""What «请假三天» in a talk is none of."""


def split_document(document: Document) -> Iterator[tuple[Document, AlignedText]]:
    """The document cut into documents of one record each, in order, with their cleaned texts; the document itself where it holds one."""
    aligned = None if document.rows else clean(document.text)
    rows = document.rows if aligned is None or document.given else pasted_rows(aligned)
    if aligned is None or rows:
        document = msgspec.structs.replace(document, rows=rows)
        notices = unread_columns(document)
        for index, row in enumerate(document.rows):
            part = row_part(document, row)
            if index in notices:
                part = msgspec.structs.replace(part, notices=(*part.notices, notices[index]))
            yield part, clean(part.text)
        return
    stretches = split_records(aligned.text, 0, len(aligned.text))
    if len(stretches) == 1 or document.given:
        yield document, aligned
        return
    starts = [aligned.back(start, end).start for start, end in stretches[1:]]
    for start, end in zip([0, *starts], [*starts, len(document.text)], strict=True):
        part = document.part(Span(start, end))
        yield part, clean(part.text)


def parse_record(document: Document, aligned: AlignedText, index: int, opening: Opening = UNREAD, frame: Frame = UNFRAMED) -> Record:
    """The record of a document that holds one; `aligned` is its cleaned text, `index` its number in the file, `opening` how it begins, `frame` what
    its outer lines look like.
    """
    text = aligned.text
    begin, stop = body_bounds(text, 0, len(text), frame)
    return _record(document, aligned, (begin, stop), index, _header(text, begin, stop), opening)


class _Header(NamedTuple):
    """The fields of a record; the cells without label before its body (`bare`) and behind it (`behind`)."""

    found: Found
    bare: list[Cell]
    behind: list[Cell]


def _header(text: str, begin: int, stop: int) -> _Header:
    """What stands before the body `text[begin:stop]`; what it lacks is taken from behind the body."""
    found, bare = find_fields(text, 0, begin)
    title = find_title(text, 0, begin)
    if title is not None:
        found.setdefault("title", title)
    branch = find_branch(text, 0, begin)
    if branch is not None:
        found.setdefault("branch", branch)
    more, behind = find_fields(text, stop, len(text))
    for key, (value, start, end) in more.items():
        of_the_day = key == "end" and value.startswith("T") and "date" in found
        if key != "start" or not value.startswith("T"):  # a clock behind the body says when it was written
            found.setdefault(key, (found["date"][0] + value if of_the_day else value, start, end))
    if "date" not in found:
        found.update(opening_date(text, begin, stop))
    for key, fact in opening_facts(text, begin, stop).items():
        found.setdefault(key, fact)
    add_year(found, text, begin)
    return _Header(found, bare, behind)


def _record(document: Document, aligned: AlignedText, body: tuple[int, int], index: int, header: _Header, opening: Opening) -> Record:
    text, found = aligned.text, header.found
    head = text[: body[0]] + text[body[1] :]
    words = text[body[0] : body[1]]
    row = read_row(dict(document.given))
    kind = _kind(row, frozenset((*found, *row.values)), head, words, opening)
    if kind is RecordType.TALK:
        add_partners(found, text, 0, body[0], header.bare)
        for key in _OF_MEETINGS & found.keys():
            del found[key]
    fields = {key: Field(key, value, aligned.back(start, end)) for key, (value, start, end) in found.items()}
    differences = tuple(_differences(row, labelled_fields(text, 0, body[0]), aligned)) if row.values else ()
    fields.update({key: Field(key, value) for key, value in row.values.items()})
    title = fields["title"].value if "title" in fields else None
    declared = None
    if kind is RecordType.MEETING:
        ticked = next((MeetingType(duty) for duty in row.types[:1] if duty in set(MeetingType)), None)
        declared = ticked or meeting_type(fields["type"].value if "type" in fields else None, title, _without_claims(head), words)
    own = row.types[0] if row.types else str(declared or Duty.TALK)
    said = [*_ticked(found), *find_claims(text, 0, len(text), body[0], declared)] if declared else []
    claims = _claims(row, own, said, aligned)
    span = Span(0, len(document.text))
    unread = unread_words(text, [*header.bare, *header.behind], found, kind)
    ordered = tuple(fields[key] for key in FIELD_NAMES if key in fields)
    return Record(
        kind,
        declared,
        index,
        span,
        aligned.back(*body),
        claims[0],
        ordered,
        claims[1:],
        differences,
        tuple(Unread(aligned.back(start, end), keys) for start, end, keys in unread),
        blank=is_blank(text, *body),
    )


def _without_claims(head: str) -> str:
    for start, end in reversed(list(statements(head, 0, len(head)))):
        head = head[:start] + head[end:]
    return head


def _ticked(found: Found) -> list[tuple[str, int, int]]:
    """The duties that the text's own type field names."""
    value, start, end = found.get("type", ("", 0, 0))
    return [(duty, start, end) for duty in claimed_duties(value)]


def _kind(row: LedgerRow, keys: frozenset[str], head: str, words: str, opening: Opening) -> RecordType:
    """Talk or meeting: as the row ticks it, else as the text shows."""
    if row.types:
        return RecordType.TALK if row.types[0] == Duty.TALK else RecordType.MEETING
    if says_meeting(row.values.get("type", "")):
        return RecordType.MEETING
    return record_type(keys, head, words, opening.talk)


def _claims(row: LedgerRow, own: str, said: list[tuple[str, int, int]], aligned: AlignedText) -> tuple[Claim, ...]:
    """The own type first, then every further duty once: ticked, claimed by the row's 计入, or said in the text; the row's counts win."""
    spans = {duty: aligned.back(start, end) for duty, start, end in said}
    counted = {claim.duty: claim for claim in row.claims}
    claims = []
    for duty in dict.fromkeys((own, *row.types, *counted, *spans)):
        count, hours = (counted[duty].count, counted[duty].hours) if duty in counted else (1, 0.0)
        claims.append(Claim(duty, spans.get(duty), count, hours, duty in row.types))
    return tuple(claims)


def _differences(row: LedgerRow, said: Found, aligned: AlignedText) -> Iterator[Difference]:
    """Where the text says under a label something else than the row."""
    for key, (value, start, end) in said.items():
        given = row.values.get(key)
        if given is not None and not _agree(key, given, value):
            yield Difference(key, given, value, aligned.back(start, end))


def _agree(key: str, given: str, said: str) -> bool:
    """Whether two values of a field say the same as far as both go."""
    if key in MOMENT_FIELDS:
        day, _, clock = said.partition("T")
        given_day, _, given_clock = given.partition("T")
        return given_day.endswith(day.removeprefix("--")) and (not clock or not given_clock or clock == given_clock)
    if key in ("due", "present"):
        return given == said
    if key in ("host", "recorder", "talker", "talkee", "place"):
        bare, other = (re.sub(r"[\s()（）]|同志", "", words) for words in (given, said))
        return bare in other or other in bare
    if key in ("attendees", "absent", "observers"):
        ours, theirs = set(split_names(given)), set(split_names(said))
        return not ours or not theirs or ours <= theirs or theirs <= ours
    return True
