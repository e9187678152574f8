"""Reading a talk: sentence by sentence, then as a whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.classifying.candidates import Candidates, candidates, weighed
from analyzer.classifying.context import around, in_context, neighbours
from analyzer.classifying.features import Features, featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import shares, sigmoid
from analyzer.classifying.meanings import load_meanings
from analyzer.classifying.models import Models, Reader
from analyzer.classifying.padding import is_padding
from analyzer.classifying.shapes import DENSE_NAMES
from analyzer.interpreting.confidence import verdict
from analyzer.text.alignment import AlignedText
from analyzer.text.sentences import split_sentences
from analyzer.types.labels import NEVER_SPECIFIC, PERSONAL, Aspect, RecordType, TalkDimension, TalkKind
from analyzer.types.reading import Reading, Sentence, TalkReading
from analyzer.types.record import Record

__all__ = [
    "TALK_EVIDENCE",
    "aspect_candidates",
    "fact_rows",
    "first_look",
    "kind_rows",
    "last_look",
    "read_talk",
    "record_features",
    "second_look",
    "talk_evidence",
]

Floats = npt.NDArray[np.float32]

_ASPECTS: tuple[Aspect, ...] = tuple(Aspect)
_KINDS: tuple[TalkKind, ...] = tuple(TalkKind)
_PERSONAL = [_ASPECTS.index(aspect) for aspect in PERSONAL]
_REFLECTION = _ASPECTS.index(Aspect.REFLECTION)
_SUPPORT, _CRITICISM = _ASPECTS.index(Aspect.SUPPORT), _ASPECTS.index(Aspect.CRITICISM)
_UNSPECIFIC = [_ASPECTS.index(aspect) for aspect in NEVER_SPECIFIC]
_STOCK = [_ASPECTS.index(aspect) for aspect in (Aspect.FORMALITY, Aspect.SOLICIT, Aspect.SUGGESTION)]

TALK_EVIDENCE = {
    "fact_best": 1, "fact_next": 1, "fact_first": 1, "fact_second": 1, "fact_third": 1, "facts": 1, "named": 1, "named_best": 1, "support": 1, "support_fact": 1,
    "criticism": 1, "reflection": 1, "voices": 1, "stock_share": -1, "share": 1, "units": -1, "header": 1,
}  # fmt: skip
"""The numbers that judge a whole talk, each with the sign of its weight. Long talks need more than one good sentence: among many there is
always one that looks like a fact, so `units` counts against them."""


def read_talk(aligned: AlignedText, record: Record, models: Models) -> Reading:
    """The reading of a talk; its body has at least one word."""
    start, end = aligned.forth(record.body)
    units = split_sentences(aligned.text, start, end, dialogue=True)
    padding = is_padding(aligned.text, units)
    kept = [unit for unit, filled in zip(units, padding, strict=True) if not filled]
    aside = [aligned.back(*unit) for unit, filled in zip(units, padding, strict=True) if filled]
    told = kept or units
    features = models.talk.vocabulary.known(featurize(aligned.hashed, told, lexicon(), load_meanings()))
    features = models.encoded(features, aligned.text, told, RecordType.TALK)
    look = last_look(features, models.talk)
    read = (
        Sentence(aligned.back(*unit), _ASPECTS[aspect], specific, chance, models.calibrated("aspect", share))
        for unit, (aspect, specific), share, chance in zip(
            told, _told(look), look[:, :-1].max(axis=1).tolist(), look[:, -1].tolist(), strict=True
        )
    )
    filling = (Sentence(span, Aspect.FORMALITY, False, 0.0, 1.0) for span in aside if kept)
    sentences = tuple(sorted((*read, *filling), key=lambda sentence: sentence.span))
    numbers = talk_evidence(look, features, len(record.fields), len(units) - len(told))
    depth = models.ordinal["depth"]
    grade = depth.grade(numbers)
    found = verdict(RecordType.TALK, models, numbers)
    talk = TalkReading(grade, _kind(features, look, models.talk), found.flagged, models.calibrated("generic", found.flag_confidence))
    dimensions = tuple((str(key), models.ordinal[f"talk.{key}"].expected(numbers)) for key in TalkDimension)
    stock = max(models.ordinal["talk.boilerplate"].above(numbers)[0], len(aside) / len(units))
    band = models.ordinal["talk.band"].grade(numbers)
    confidence = models.calibrated("report", found.confidence)
    return Reading(band, confidence, dimensions, stock, sentences=sentences, talk=talk, padding=frozenset(aside))


def _told(look: Floats) -> list[tuple[int, bool]]:
    """The likeliest aspect of each unit and whether it is specific, together: 征求意见 and 寒暄套话 never are."""
    aspects, specific = look[:, :-1], look[:, -1:]
    both = np.stack([aspects * (1 - specific), aspects * specific], axis=2)
    both[:, _UNSPECIFIC, 1] = 0.0
    return [(number // 2, number % 2 == 1) for number in both.reshape(len(look), -1).argmax(axis=1).tolist()]


def _kind(features: Features, look: Floats, reader: Reader) -> TalkKind:
    """The likeliest kind, by the linear model and by trees that see what was said first and last."""
    rows = kind_rows(features, look, reader)
    both = rows[0, : len(_KINDS)] + reader.trees["kind"].scores_by(rows, len(_KINDS))[0]
    return _KINDS[int(both.argmax())]


def first_look(features: Features, reader: Reader) -> Floats:
    """What each unit says for itself: aspect probabilities and, last, the probability that it is specific (units × aspects + 1)."""
    aspects = shares(reader.linear["aspect.alone"].scores(features))
    return np.concatenate([aspects, sigmoid(reader.linear["specific.alone"].scores(features))], axis=1)


def second_look(features: Features, first: Floats, reader: Reader) -> Floats:
    """The same, in the light of what the first look made of its neighbours."""
    seen = in_context(features, first)
    return np.concatenate([shares(reader.linear["aspect"].scores(seen)), sigmoid(reader.linear["specific"].scores(seen))], axis=1)


def last_look(features: Features, reader: Reader) -> Floats:
    """The same once more, by trees that weigh the likeliest aspects one beside the other, and see whether what is written there is a fact."""
    first = first_look(features, reader)
    second = second_look(features, first, reader)
    aspects = weighed(reader.trees["aspect.last"], aspect_candidates(features, first, second), len(_ASPECTS))
    facts = sigmoid(reader.trees["fact"].scores(fact_rows(features, first, second)))
    return np.concatenate([aspects, facts[:, None]], axis=1)


def aspect_candidates(features: Features, first: Floats, second: Floats) -> Candidates:
    """The likeliest aspects of each unit, with what both looks say, how the unit and the one before are written, whether they look like facts."""
    shapes = features.dense[:, : len(DENSE_NAMES)]
    specific = [first[:, -1:], around(second[:, -1:], 1)]
    return candidates(first[:, :-1], second[:, :-1], np.concatenate([shapes, neighbours(shapes, -1), *specific], axis=1))


def fact_rows(features: Features, first: Floats, second: Floats) -> Floats:
    """What trees know of each unit: both looks at it and its neighbours, the shapes of all three, its lexicon groups, and the look at the whole text."""
    whole = np.concatenate([second.sum(axis=0) / len(second), second.max(axis=0)])[None].repeat(len(second), axis=0)
    shapes = features.dense[:, : len(DENSE_NAMES)]
    looks = [around(first, 1), around(second, 1)]
    return np.concatenate([*looks, around(shapes, 1), features.groups, whole], axis=1, dtype=np.float32)


def record_features(features: Features, look: Floats) -> Features:
    """All units together as one: hashes together, mean readable numbers, mean and greatest probabilities of aspects and of facts."""
    dense = np.concatenate([features.dense.sum(axis=0) / len(look), look.sum(axis=0) / len(look), look.max(axis=0)])[None, :]
    return Features(features.indices, features.offsets[[0, -1]], dense, features.groups, features.squares)


def kind_rows(features: Features, look: Floats, reader: Reader) -> Floats:
    """What trees know of the kind of a talk (1 × columns): the log probabilities of the linear model, then the looks at all units, at the first third,
    the last, and the first unit, and how many units and features there are.
    """
    said = np.log(shares(reader.linear["kind"].scores(record_features(features, look)))[0])
    count, third = len(look), max(1, len(look) // 3)
    parts = [look.mean(axis=0), look.max(axis=0), look[:third].mean(axis=0), look[-third:].mean(axis=0), look[0]]
    return np.concatenate([said, *parts, [count, np.log1p(len(features.indices))]], dtype=np.float32)[None]


def talk_evidence(look: Floats, features: Features, fields: int, padding: int) -> dict[str, float]:
    """The numbers of `TALK_EVIDENCE`, from the last look at each unit that is not padding, and how many are."""
    aspects, specific = look[:, :-1], look[:, -1]
    facts = aspects * specific[:, None]
    most_named, most_told = aspects.max(axis=0), facts.max(axis=0)
    by_aspect = most_told.take(_PERSONAL)
    by_aspect[0] = max(by_aspect[0], most_told[_REFLECTION])
    by_aspect.sort()
    ranked = by_aspect[::-1]
    named = most_named.take(_PERSONAL)
    personal = facts[:, [*_PERSONAL, _REFLECTION]].sum(axis=1)
    surest = np.sort(personal)[::-1]
    lengths = np.maximum(features.offsets[1:] - features.offsets[:-1], 1)
    vague = specific < 0.5
    unspecific = int(vague.sum()) + padding
    stock = aspects[:, _STOCK].sum(axis=1) * (1.0 - specific) * vague
    filled = padding * float(lengths.mean())
    told = float(personal[~vague].sum())
    return {
        "fact_best": float(surest[0]),
        "fact_next": float(surest[1]) if len(surest) > 1 else 0.0,
        "fact_first": float(ranked[0]),
        "fact_second": float(ranked[1]),
        "fact_third": float(ranked[2]),
        "facts": float(np.log1p(personal[personal > 0.5].sum())),
        "named": float(named.sum()) / len(_PERSONAL),
        "named_best": float(named.max()),
        "support": float(most_named[_SUPPORT]),
        "support_fact": float(most_told[_SUPPORT]),
        "criticism": float(most_told[_CRITICISM]),
        "reflection": float(most_told[_REFLECTION]),
        "voices": min(float(ranked[0]), float(max(most_named[_SUPPORT], most_named[_CRITICISM]))),
        "stock_share": (float((stock * lengths).sum()) + filled) / (float(lengths.sum()) + filled),
        "share": told / (told + unspecific) if told else 0.0,
        "units": float(np.log2(unspecific + 1)) / 5,
        "header": min(fields, 8) / 8,
    }
