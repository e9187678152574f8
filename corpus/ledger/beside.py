"""What lies beside a ledger: the paper list of some branches, and templates that records were copied from."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from corpus.ledger.calendar import working_on
from corpus.ledger.field import Field, Template
from corpus.ledger.rows import TALK, Draft, duty_name
from corpus.ledger.truth import Planted

__all__ = ["PaperRow", "copied_template", "paper_list"]

_LONG = 150
_EACH = 2
"""So many records are missing, so many are extra, so many differ."""


class PaperRow(msgspec.Struct, frozen=True):
    """One line of `paper.jsonl`: what a paper ledger's register says of a record."""

    id: str
    branch: str
    type: str
    title: str
    start: str
    present: int | None
    host: str | None
    recorder: str | None
    talker: str | None
    talkee: str | None


def copied_template(field: Field) -> Iterator[Planted]:
    """A talk that was copied from a template but for its first sentence; beside it a template that nobody copied."""
    for draft in field.pick(1, lambda draft: draft.duty == TALK and len(draft.content) >= _LONG and not draft.text.base.gold.generic):
        people = "|".join(re.escape(name) for name in (draft.talker, draft.talkee) if name)
        sentences = re.findall("[^。！？\n]+[。！？\n]*", draft.content)
        text = re.sub(people, "×××", "".join(sentences[1:] if len(sentences) > 4 else sentences))
        field.templates.append(Template(f"{draft.id}范文", text))
        yield Planted("copied_template", field.branch.name, (draft.id,))
    unused = field.library.draw("template", field.branch.style, lambda record: record.gold.generic is False)
    field.templates.append(
        Template(f"{field.branch.name}范文", "".join(passage.text for part in unused.parts for passage in part.passages))
    )


def paper_list(field: Field, *, ids: bool) -> tuple[list[PaperRow], list[Planted]]:
    """The paper list of a branch and where it and the ledger differ; without `ids` the two have no numbers in common."""
    rng, name = field.rng, field.branch.name
    days = Counter((draft.duty, draft.start.date()) for draft in field.drafts)
    alone = [draft for draft in field.drafts if days[draft.duty, draft.start.date()] == 1]
    chosen = rng.sample([draft for draft in alone if draft.present], 2 * _EACH)
    changed, source = chosen[:_EACH], chosen[_EACH:]
    extra = rng.sample([draft for draft in alone if draft not in chosen], _EACH)
    rows = []
    for draft in field.drafts:
        if draft not in extra:
            row = _row(draft, name, ids=ids)
            rows.append(msgspec.structs.replace(row, present=len(draft.present) - 1) if draft in changed else row)
    truth = [Planted("ledger_mismatch", name, (draft.id,), note="extra") for draft in extra]
    truth += [Planted("ledger_mismatch", name, (draft.id,), note="different") for draft in changed]
    for draft in source:
        day = draft.start.date()
        while (draft.duty, day) in days or not working_on(day):
            day += datetime.timedelta(days=1)
        days[draft.duty, day] += 1
        missing = draft.copy(f"{draft.id}纸" if ids else "")
        missing.start = datetime.datetime.combine(day, draft.start.time())
        rows.append(_row(missing, name, ids=ids))
        truth.append(Planted("ledger_mismatch", name, duty=draft.duty, period=f"{day:%Y-%m}", note="missing"))
    return rows, truth


def _row(draft: Draft, branch: str, *, ids: bool) -> PaperRow:
    return PaperRow(
        id=draft.id if ids else "",
        branch=branch,
        type=duty_name(draft.duty),
        title=draft.title,
        start=draft.start.isoformat(timespec="minutes"),
        present=len(draft.present) or None,
        host=draft.host,
        recorder=draft.recorder,
        talker=draft.talker,
        talkee=draft.talkee,
    )
