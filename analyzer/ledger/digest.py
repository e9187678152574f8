"""From a report to the few hundred bytes that the ledger needs."""

from __future__ import annotations

import hashlib
import re

import numpy as np

from analyzer.text.alignment import clean
from analyzer.text.hashing import HashedText, mixed
from analyzer.types.ledger import RecordDigest
from analyzer.types.report import Report

__all__ = ["BANDS", "ROWS", "digest", "masked_body", "person"]

BANDS, ROWS = 20, 5
"""MinHash signatures have BANDS × ROWS numbers; records that share a whole band are compared."""

_SHINGLE = 5
_PEOPLE = ("talker", "talkee", "host", "recorder", "attendees", "observers", "absent")
_PRESENT = ("talker", "talkee", "host", "recorder")
_NAME = re.compile("[\u4e00-\u9fff·]{2,4}")
_TITLES = re.compile(
    "(?:支部|党支部|总支)?(?:书记|副书记|委员|组长|主任|科长|所长|队长|同志|老师|师傅)$|^(?:支部|党支部|总支)?(?:书记|副书记|组织委员|宣传委员|纪检委员|党员|委员|值班员)[ ]?"
)
_SALT = b"mqa-ledger"


def person(name: str) -> int:
    """A name as a number that tells nothing else (48 bits of a salted hash)."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), key=_SALT, digest_size=6).digest(), "big")


def digest(report: Report) -> RecordDigest | None:
    """The digest of a report; None for a record that was not judged."""
    if report.band is None or report.score is None:
        return None
    record = report.record
    value = {key: field.value for key, field in record.fields.items()}
    own = "talk" if record.type == "talk" else record.meeting_type or "other"
    talkee = _names(value.get("talkee", ""))
    signature, shingles = _minhash(masked_body(report))
    return RecordDigest(
        id=record.id,
        source=report.source.name,
        index=report.source.index,
        branch=record.branch or "",
        type=record.type or "",
        own=own,
        start=record.start or record.date or "",
        end=record.end or "",
        entered=value.get("entered", ""),
        people=tuple(sorted({person(name) for key in _PRESENT for name in _names(value.get(key, ""))})),
        talkee=person(talkee[0]) if talkee else 0,
        duties=(own, *(report.meeting.claimed if report.meeting else ())),
        purposes=tuple((part.activity, part.substance) for part in report.meeting.purposes) if report.meeting else (),
        generic=report.talk.generic if report.talk else None,
        talk_kind=report.talk.kind if report.talk else "",
        score=report.score,
        band=report.band,
        shingles=shingles,
        signature=signature,
    )


def masked_body(report: Report) -> str:
    """What was said and done, cleaned, with the header's names and all numbers masked and spaces gone, so that a swapped name changes nothing."""
    places = [(part.start, part.end) for part in (report.segments or report.sentences)]
    words = clean("".join((report.text or "")[start:end] for start, end in places)).text
    names = {name for key in _PEOPLE if key in report.record.fields for name in _names(report.record.fields[key].value)}
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "某")
        if len(name) > 1:
            words = words.replace(f"小{name[-1]}", "某").replace(f"老{name[0]}", "某").replace(f"小{name[0]}", "某")
    return re.sub("[0-9]+|\\s+", lambda found: "0" if found.group()[0].isdigit() else "", words)


def _names(value: str) -> list[str]:
    bare = re.sub("\\([^()]*\\)|（[^（）]*）", " ", value)
    return [name for word in re.split("[、,，;；/ \t]+", bare) if _NAME.fullmatch(name := _TITLES.sub("", word.strip()).strip())]


def _minhash(words: str) -> tuple[tuple[int, ...], int]:
    """MinHash (Broder 1997) of the distinct 5-grams; the number of them beside it."""
    size = len(words) - _SHINGLE + 1
    if size < 1:
        return (), 0
    places = np.arange(size)
    shingles = np.unique(HashedText(words).stretches(places, places + _SHINGLE))
    least = [int(mixed(shingles, seed).min() & np.uint64(0xFFFFFFFF)) for seed in range(1, BANDS * ROWS + 1)]
    return tuple(least), len(shingles)
