"""Labels of a talk must agree with each other (guideline, sections 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.types.labels import NEVER_SPECIFIC, OF_THE_PERSON, Aspect, FindingKind, TalkDimension, TalkKind
from corpus.guideline.problem import Place, Problem
from corpus.records import LabelledRecord

__all__ = ["check_talk", "facts"]

_OF_MEETINGS = (FindingKind.ONE_POT, FindingKind.EMPTY_CLAIM, FindingKind.HOLLOW_SEGMENT, FindingKind.NO_DISCUSSION)


def facts(record: LabelledRecord) -> frozenset[Aspect]:
    """The aspects of the person with a fact; what is reflected on counts as 思想."""
    return frozenset(
        Aspect.THOUGHT if sentence.aspect is Aspect.REFLECTION else sentence.aspect
        for sentence in record.sentences
        if sentence.specific and sentence.aspect in OF_THE_PERSON
    )


def check_talk(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    """Where labels of one talk contradict each other."""
    gold = record.gold
    if gold.depth is None or gold.generic is None or gold.talk_kind is None or not record.sentences or record.segments:
        yield Problem(place, "keys", "谈话缺 depth、generic、talk_kind 或 sentences，或写了 segments。", "请补齐。")
        return
    if set(gold.dims) != set(TalkDimension):
        yield Problem(place, "dims", "dims 的键不是谈话的五项。", f"请用 {'、'.join(TalkDimension)}。")
    if gold.one_pot is not None or gold.claimed is not None or set(gold.findings).intersection(_OF_MEETINGS):
        yield Problem(place, "meeting_labels", "谈话用了会议的标注。", f"one_pot、claimed、{'、'.join(_OF_MEETINGS)} 只用于会议。")
    if gold.generic != (gold.depth <= 1) or gold.generic != (FindingKind.GENERIC_TALK in gold.findings):
        yield Problem(
            place, "generic_depth", f"generic、depth={gold.depth} 与 generic_talk 不一致。", "depth ≤ 1 才是泛泛谈话，几处要一致。"
        )
    if gold.generic and gold.band > 2:
        yield Problem(place, "band_cap", f"泛泛谈话的 band={gold.band}。", "不能高于 2。")
    yield from _depth(place, record, gold.depth)
    yield from _sentences(place, record)


def _depth(place: Place, record: LabelledRecord, depth: int) -> Iterator[Problem]:
    known = facts(record)
    aspects = {sentence.aspect for sentence in record.sentences}
    if not 0 <= depth <= 3:
        yield Problem(place, "depth", f"depth={depth} 不在 0–3。", "请改正。")
    if depth >= 2 and not known:
        yield Problem(place, "depth_fact", f"depth={depth}，却没有一句本人的具体事实。", "请标出具体的那一句，或把 depth 改为 0–1。")
    if depth <= 1 and known:
        shown = "、".join(sorted(known))
        yield Problem(place, "depth_fact", f"depth={depth}，却有本人的具体事实（{shown}）。", "有一件真事就是 2；请改 depth 或改该句。")
    if depth == 3 and len(known) < 2:
        yield Problem(place, "depth_aspects", "depth=3，具体事实只及一个方面。", "需要两个方面；请改 depth 或补标。")
    if depth == 3 and Aspect.SUPPORT not in aspects:
        yield Problem(place, "depth_response", "depth=3，却没有回应帮助的一句。", "请标出回应，或把 depth 改为 2。")
    if depth == 1 and not aspects.intersection(OF_THE_PERSON):
        yield Problem(place, "depth_stock", "depth=1，却没有一句说到本人的思想、工作、学习、生活或作风。", "什么都没说到本人是 0。")


def _sentences(place: Place, record: LabelledRecord) -> Iterator[Problem]:
    kind = record.gold.talk_kind
    for number, sentence in enumerate(record.sentences, 1):
        if sentence.specific and sentence.aspect in NEVER_SPECIFIC:
            what = f"第{number}句标为 {sentence.aspect} 又标为具体。"
            yield Problem(place, "never_specific", what, "征求意见、寒暄套话不算具体；请改方面或去掉具体。")
    if kind is TalkKind.SOLICITATION and all(sentence.aspect is not Aspect.SOLICIT for sentence in record.sentences):
        yield Problem(place, "kind_solicitation", "类别是征求意见，却没有一句征求意见。", "请改 talk_kind 或补标 solicit。")
    if FindingKind.OFF_TOPIC in record.gold.findings and kind is not TalkKind.ASSIGNMENT:
        yield Problem(
            place, "off_topic_kind", f"名实不符的谈话，类别却是 {kind}。", "把布置工作当谈心才是 off_topic；请核对。", doubtful=True
        )
