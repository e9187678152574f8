"""The tables of the datasheet, made from the corpus; `python -m corpus.datasheet` writes them between their markers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer.rendering.blocks import with_blocks
from analyzer.types.labels import Activity, Aspect, TalkKind, band_name
from corpus.agreement import agreement, twice_labelled
from corpus.check import Checked, check_corpus
from corpus.records import LabelledRecord, Trick, load_records
from corpus.splits import sealed_styles

__all__ = ["DATASHEET", "TRICKS", "renewed", "tables"]

DATASHEET = Path(__file__).parent / "datasheet.md"
TRICKS = {
    Trick.KEYWORD_STUFFING: "堆砌关键词",
    Trick.INVENTED_COMMITMENT: "虚构措施",
    Trick.FAKE_DIALOGUE: "假对话",
    Trick.ECHO: "复读",
    Trick.PASTED_DOCUMENT: "粘贴文件",
    Trick.FALSE_THEME: "假主题",
    Trick.GRADER_INSTRUCTION: "向评分者喊话",
    Trick.HONEST_PLAIN: "朴素而真",
}
_FLIPS = {"generic": "泛泛 ↔ 具体的谈话", "one_pot": "聚焦 ↔ 一锅炖", "claim": "空报 ↔ 落实的申报", "specific": "具体 ↔ 套话的一句"}


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(heading) + " |", "| --- |" + " ---: |" * (len(heading) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _styles(checked: Checked) -> str:
    balance = checked.balance
    kinds = ("talk", "meeting", "adversarial", "pair")
    rho = {(length.style, str(length.record_type)): f"{length.rho:+.2f}" for length in checked.lengths}
    rows: list[tuple[object, ...]] = []
    totals = Counter[str]()
    for style in balance.styles:
        counts = {kind: balance.records.get((style, kind), 0) for kind in kinds}
        counts["boundary"] = balance.boundary.get(style, 0)
        counts["sentences"] = sum(count for (_, named), count in balance.sentences.items() if named == style)
        totals.update(counts)
        rows.append((style, *counts.values(), rho.get((style, "talk"), "–"), rho.get((style, "meeting"), "–")))
    rows.append(("合计", *(totals[kind] for kind in (*kinds, "boundary", "sentences")), "", ""))
    sealed = "、".join(sorted(sealed_styles()))
    return (
        _table(("样式", "谈话", "会议", "对抗", "对照组", "边界例", "标注句", "谈话 ρ", "会议 ρ"), rows)
        + f"\n封存的样式（{sealed}）不读取，不计在内。\n"
    )


def _classes(checked: Checked) -> str:
    labels = [("谈话", f"aspect:{one}", one.zh, str(one)) for one in Aspect] + [
        ("会议", f"activity:{one}", one.zh, str(one)) for one in Activity
    ]
    rows = [
        (f"{kind}·{zh}", f"`{key}`", sum(checked.balance.of_class(name).values()), len(checked.balance.of_class(name)))
        for kind, name, zh, key in labels
    ]
    return _table(("类别", "键", "句数", "样式数"), rows)


def _grades(records: Sequence[LabelledRecord]) -> str:
    bands = Counter((record.record_type, record.gold.band) for record in records)
    kinds = Counter(record.gold.talk_kind for record in records)
    rows: list[tuple[object, ...]] = [
        (f"{kind.zh}档次", "、".join(f"{band_name(band)} {bands[kind, band]}" for band in range(1, 6)))
        for kind in dict.fromkeys(record.record_type for record in records)
    ]
    for title, values in (
        ("谈话深度 0–3", [record.gold.depth for record in records]),
        ("一会多用 0–2", [record.gold.one_pot for record in records]),
    ):
        counts = Counter(value for value in values if value is not None)
        rows.append((title, "、".join(f"{value}：{counts[value]}" for value in sorted(counts))))
    rows.append(("谈话类别", "、".join(f"{kind.zh} {kinds[kind]}" for kind in TalkKind)))
    return _table(("标注", "记录数"), rows)


def _hard(checked: Checked) -> str:
    tricks, flips = checked.balance.tricks, checked.balance.flips
    rows = [(f"对抗·{zh}", f"`{trick}`", tricks.get(trick, 0)) for trick, zh in TRICKS.items()]
    rows += [(f"对照·{zh}", f"`{flip}`", flips.get(flip, 0)) for flip, zh in _FLIPS.items()]
    return _table(("种类", "键", "数量"), rows)


def _agreement() -> str:
    pairs = twice_labelled()
    if not pairs:
        return "还没有第二次标注。\n"
    rows = [(one.task, one.measure, one.units, f"{one.value:.2f}") for one in agreement(pairs)]
    return f"{len(pairs)}条记录由两人各自标注，互不看对方的结果。\n\n" + _table(("任务", "度量", "单位数", "一致程度"), rows)


def tables() -> dict[str, str]:
    """The generated parts by name."""
    checked, records = check_corpus(), list(load_records())
    return {
        "styles": _styles(checked),
        "classes": _classes(checked),
        "grades": _grades(records),
        "hard": _hard(checked),
        "agreement": _agreement(),
    }


def renewed(text: str) -> str:
    """A datasheet with its generated parts made anew; raises LookupError where it lacks one of them."""
    return with_blocks(text, tables())


if __name__ == "__main__":
    DATASHEET.write_text(renewed(DATASHEET.read_text(encoding="utf-8")), encoding="utf-8")
