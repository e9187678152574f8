"""The grade is monotone: padding never raises it, a true fact never lowers it. On records of the corpus.

That padding changes nothing is exact, since it is set aside before anything is read. A fact is read in its neighbourhood and changes it, so that
its law is exact for the evidence and the judgement from it (`test_more_evidence…`).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from analyzer import Analyzer
from analyzer.classifying.features import Features
from analyzer.classifying.models import load_models
from analyzer.interpreting.talk import TALK_EVIDENCE, talk_evidence
from analyzer.types.labels import PERSONAL, Aspect
from analyzer.types.report import Report
from corpus.records import LabelledRecord, Unit, labelled_text, load_records
from tests.conftest import document

SLOGANS = (
    "大家一致表示，要进一步提高政治站位，坚决贯彻落实，切实增强责任感使命感。",
    "我们要深入学习、深刻领会，切实把思想和行动统一到上级要求上来，真抓实干，再创佳绩。",
    "以更加饱满的热情投入工作，不断提升党性修养，充分发挥先锋模范作用。",
)
KEYWORDS = (
    "思想、工作、生活、学习、作风、纪律、廉洁、担当、初心、使命、忠诚、落实。",
    "两个确立、两个维护、四个意识、四个自信、理想信念、宗旨意识、党性修养。",
)
ASPECTS = tuple(Aspect)
PERSONAL_COLUMNS = [ASPECTS.index(aspect) for aspect in PERSONAL]

places = some.integers(0, 10_000)


@cache
def records() -> tuple[LabelledRecord, ...]:
    """Every open record that is read as what it is."""
    return tuple(record for record in load_records() if _ends(labelled_text(record)))


def _ends(written: tuple[str, tuple[Unit, ...]]) -> list[int]:
    text, units = written
    return [unit.span.end for unit in units if text[unit.span.end - 1] in "。！？"]


@cache
def before(number: int) -> Report:
    """The report of the record as it is."""
    return _report(labelled_text(records()[number])[0])


def _report(text: str) -> Report:
    return _analyzer().analyze(document(text))[0]


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


def _inserted(text: str, place: int, words: str) -> str:
    rest = text[place:]
    return text[:place] + ("\n" if rest.startswith("\n") or not rest else "") + words + rest


def _not_higher(number: int, text: str) -> None:
    old, new = before(number), _report(text)
    assume(old.score is not None and old.record.type == records()[number].record_type)
    assert new.score is not None
    assert old.score is not None
    assert new.score <= old.score
    assert (new.band or 0) <= (old.band or 0)


@settings(max_examples=60, derandomize=True)
@given(number=places, place=places, words=some.sampled_from((*SLOGANS, *KEYWORDS)))
def test_a_slogan_or_a_list_of_keywords_never_raises_a_grade(number: int, place: int, words: str) -> None:
    """Behind any sentence of any record."""
    number %= len(records())
    written = labelled_text(records()[number])
    ends = _ends(written)
    _not_higher(number, _inserted(written[0], ends[place % len(ends)], words))


@settings(max_examples=30, derandomize=True)
@given(number=places)
def test_the_same_text_once_more_never_raises_a_grade(number: int) -> None:
    """The whole body behind itself."""
    number %= len(records())
    text, units = labelled_text(records()[number])
    start, end = units[0].span.start, units[-1].span.end
    _not_higher(number, text[:end] + "\n" + text[start:end] + "\n" + text[end:])


@settings(max_examples=60, derandomize=True)
@given(
    rows=some.lists(some.lists(some.floats(0.01, 1.0), min_size=len(ASPECTS) + 1, max_size=len(ASPECTS) + 1), min_size=1, max_size=12),
    aspect=some.sampled_from((*PERSONAL_COLUMNS, ASPECTS.index(Aspect.SUPPORT))),
    sure=some.floats(0.6, 0.95),
)
def test_more_evidence_never_lowers_depth_band_or_dimensions(rows: list[list[float]], aspect: int, sure: float) -> None:
    """One more sentence that is read as a fact of the person or as an answer, whatever the others say."""
    look = np.array([[value / sum(row[:-1]) for value in row[:-1]] + [row[-1]] for row in rows], dtype=np.float32)
    fact = np.full((1, len(ASPECTS) + 1), (1 - sure) / (len(ASPECTS) - 1), dtype=np.float32)
    fact[0, aspect] = sure
    fact[0, -1] = 0.9
    less, more = _evidence(look), _evidence(np.vstack([look, fact]))
    assert [name for name, sign in TALK_EVIDENCE.items() if sign * (more[name] - less[name]) < -1e-6] == []
    for name, model in load_models().ordinal.items():
        if (name == "depth" or name.startswith("talk.")) and "boilerplate" not in name:
            assert model.grade(more) >= model.grade(less), name


def _evidence(look: np.ndarray) -> dict[str, float]:
    size = len(look)
    nothing = np.zeros((size, 0), dtype=np.float32)
    features = Features(np.arange(size), np.arange(size + 1), nothing, nothing, np.ones(size, dtype=np.float32))
    return talk_evidence(look, features, 6, 0)
