"""Puts the people of a branch into the sentences of corpus records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.ledger.rows import Draft

__all__ = ["content_of", "recast"]


def content_of(draft: Draft, people: Sequence[dict[str, str]]) -> str:
    """The body of a draft, its corpus people replaced: talkers, hosts and recorders by those of the row, other speakers by people present.

    One name of one corpus record is one person throughout; names that aren't known to be people of the record stay as they are.
    """
    roles = {"talker": draft.talker, "talkee": draft.talkee, "host": draft.host, "recorder": draft.recorder}
    speakers = [name for name in draft.present if name not in (draft.host, draft.recorder)]
    given: dict[tuple[int, str], str] = {}
    words = []
    for part in draft.parts or draft.text.parts:
        for passage in part.passages:
            text = passage.text
            for name, role in people[passage.record].items():
                if name not in text:
                    continue
                new = roles.get(role)
                if new is None and speakers:
                    new = given.setdefault((passage.record, name), speakers[len(given) % len(speakers)])
                text = text.replace(name, new or name)
            words.append(text)
    return "".join(words)


def recast(source: Draft, copy: Draft) -> str:
    """A record's content with its people replaced by those of a copy: role by role, others who aren't there by people who are."""
    roles = zip(
        (source.host, source.recorder, source.talker, source.talkee), (copy.host, copy.recorder, copy.talker, copy.talkee), strict=True
    )
    new = {old: name for old, name in roles if old and name}
    present = [name for name in copy.present if name not in new.values()]
    gone = [name for name in source.present if name not in new and name not in copy.people]
    new |= {name: present[place % len(present)] for place, name in enumerate(gone) if present}
    return re.sub("|".join(map(re.escape, new)), lambda match: new[match.group()], source.content) if new else source.content
