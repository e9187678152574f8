"""The kind of a talk: what was said first and last counts beside what was said at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from analyzer import Analyzer
from analyzer.classifying.features import featurize
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.meanings import load_meanings
from analyzer.classifying.models import load_models
from analyzer.interpreting.talk import kind_rows, last_look
from analyzer.text.alignment import clean
from analyzer.text.sentences import split_sentences
from analyzer.types.document import Document, Source
from analyzer.types.labels import Aspect, TalkKind

ASKED = "请你对支部班子提提意见和建议。"
TASK = "下周起由你负责仓库的盘点，月底前交表。"
CARE = "她说母亲住院半个月了，夜里要陪护，孩子没人接。"
LOOKS = len(Aspect) + 1


def row_of(*sentences: str) -> npt.NDArray[np.float32]:
    """What trees are told of a talk of these sentences."""
    aligned = clean("".join(sentences))
    reader = load_models().talk
    features = reader.vocabulary.known(
        featurize(aligned.hashed, split_sentences(aligned.text, 0, len(aligned.text)), lexicon(), load_meanings())
    )
    (row,) = kind_rows(features, last_look(features, reader), reader)
    found: npt.NDArray[np.float32] = row
    return found


def test_the_row_knows_the_kinds_and_where_each_aspect_was_named() -> None:
    """First the log probabilities of the kinds, then looks over all, then over the first and the last part, of which the order decides."""
    row = row_of(ASKED, CARE, TASK)
    kinds, looks = row[: len(TalkKind)], row[len(TalkKind) : -2].reshape(5, LOOKS)
    assert np.exp(kinds).sum() == pytest.approx(1.0, abs=1e-4)
    solicit, life = list(Aspect).index(Aspect.SOLICIT), list(Aspect).index(Aspect.LIFE)
    mean, most, first, last, opening = looks
    assert (mean <= most).all()
    assert first[solicit] > 0.5 > last[solicit]
    assert (first == opening).all()
    assert most[life] > 0.5 > first[life]


def test_the_kind_is_what_the_talk_was_for(analyzer: Analyzer) -> None:
    """A care talk in which suggestions are asked at the end is no solicitation."""
    head = "谈话时间：2024年3月5日\n谈话地点：值班室\n谈话人：宿建民\n谈话对象：仝小莉\n谈话内容：\n"
    asked, cared = (
        analyzer.analyze(Document(head + body, Source("a.txt", "text", "")))[0]
        for body in (
            ASKED + "你觉得组织生活还有哪些需要改进的地方？" + "仝小莉说没有意见，班子工作扎实。" + "希望以后多提宝贵意见。",
            CARE
            + "她自己近来胃不好，靠药顶着。"
            + "宿建民当场把她的夜班换到了白班，约好周三陪她去查胃。"
            + "临走问她对支部还有什么意见，她说没有。",
        )
    )
    assert asked.talk is not None
    assert cared.talk is not None
    assert (asked.talk.kind, cared.talk.kind) == ("solicitation", "care")
