"""A whole evaluation on a few records: the shipped model and the baselines, counted, printed, rendered, written into the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import msgspec
import pytest
from rich.console import Console

from corpus.offices import OFFICES, office_records
from corpus.pairs import load_pairs
from corpus.records import load_records
from corpus.splits import sealed_styles
from models.evaluation.baselines import baselines
from models.evaluation.evaluate import Evaluation, corpus_digest, evaluate
from models.evaluation.folds import StyleFold, style_folds
from models.evaluation.page import IMAGES, PAGE, pictures, renewed, renewed_offices
from models.evaluation.rendering import headline, print_evaluation, render_evaluation
from models.evaluation.robustness import CHANGES, changed
from models.evaluation.systems import StoredModel

FEW = 4


@cache
def tiny() -> Evaluation:
    """Two styles with a few talks, meetings, tricks and pairs each; every baseline learns from the other one."""
    parts = {}
    for style in ("village", "retired"):
        records = tuple(load_records(style))
        pairs = tuple(load_pairs(style))[:FEW]
        bases = {pair.base.id for pair in pairs}
        talks, meetings = ([one for one in records if one.record_type == kind][::6] for kind in ("talk", "meeting"))
        tricks = [one for one in records if one.trick][:FEW]
        kept = {one.id: one for one in (*talks, *meetings, *tricks, *(one for one in records if one.id in bases))}
        parts[style] = (tuple(kept.values()), pairs)
    folds = [StyleFold(one, *parts[other], *parts[one]) for one, other in (("village", "retired"), ("retired", "village"))]
    return evaluate(folds, {"自带模型": StoredModel(None), **baselines()}, split="test", draws=20)


def test_every_system_is_measured_on_what_it_judges() -> None:
    """The model on everything; methods that only cut on boundaries alone."""
    by_name = {system.name: system for system in tiny().systems}
    assert set(by_name) == {"自带模型", "数关键词", "多数类", "TF-IDF+逻辑回归", "TextTiling", "C99"}
    assert {row.key for row in headline(tiny())} == set(by_name["自带模型"].figures)
    assert set(by_name["C99"].figures) == {"boundary_f1", "pk", "window_diff"}
    for system in by_name.values():
        for key, figure in system.figures.items():
            assert figure.low <= figure.high, key
            assert -1 <= figure.value <= 1, key
    assert by_name["自带模型"].figures["activity_macro_f1"].value > by_name["数关键词"].figures["activity_macro_f1"].value


def test_a_run_survives_json() -> None:
    """What is written is read back equal, and the page and the terminal show it."""
    again = msgspec.json.decode(msgspec.json.encode(tiny()), type=Evaluation)
    assert again == tiny()
    page = render_evaluation(again)
    assert page.count("<svg") == 4
    assert "最有把握的错误" in page
    assert len(again.mistakes) <= 50
    printed = io.StringIO()
    print_evaluation(again, Console(file=printed, width=200))
    assert "档次 QWK" in printed.getvalue()


def test_short_and_long_records_are_told_apart() -> None:
    """Each record counts in the group of its number of sentences, shortest first."""
    records = {record.id: record for record in load_records("village")}
    short = tuple(one for one in records.values() if len(one.texts()) <= 4)[:2]
    long = tuple(one for one in records.values() if len(one.texts()) > 13)[:3]
    run = evaluate([StyleFold("village", (), (), (*long, *short), ())], {"自带模型": StoredModel(None)}, split="test", draws=5)
    assert [(words, figures["records"]) for words, figures in run.by_length.items()] == [("1–4句", 2), ("14句以上", 3)]


@pytest.mark.parametrize("renew", [renewed, renewed_offices])
def test_the_page_takes_its_parts_from_a_run(renew: Callable[[str, Evaluation], str]) -> None:
    """Every marker is known, and what is written is the run's."""
    assert f"摘要 `{tiny().digest}`" in renew(PAGE.read_text(encoding="utf-8"), tiny())


def test_a_run_without_pairs_and_tricks_shows_none() -> None:
    """No shares of nothing, on the page or on the terminal."""
    (fold,) = style_folds(OFFICES)
    few = StyleFold(OFFICES, (), (), fold.tested[:FEW], ())
    run = evaluate([few], {"自带模型": StoredModel(None)}, split=OFFICES, draws=5)
    printed = io.StringIO()
    print_evaluation(run, Console(file=printed, width=200))
    assert "0/0" not in render_evaluation(run) + printed.getvalue()


def test_the_page_shows_the_pictures_of_a_run() -> None:
    """Each picture that a run draws is linked from the page and lies beside it."""
    for file, drawn in pictures(tiny()).items():
        assert drawn.startswith("<svg")
        assert f"(images/{file})" in PAGE.read_text(encoding="utf-8")
        assert (IMAGES / file).exists()


def test_the_folds_may_be_shared_by_processes() -> None:
    """Two processes come to what one comes to."""
    fold = StyleFold("village", (), (), tuple(load_records("village"))[:FEW], ())
    other = StyleFold("retired", (), (), tuple(load_records("retired"))[:FEW], ())
    runs = [evaluate([fold, other], {"自带模型": StoredModel(None)}, split="test", draws=5, workers=workers) for workers in (1, 2)]
    assert runs[0] == runs[1]


def test_the_page_is_not_stale() -> None:
    """Corpus, lexicon, policy and settings are those of the runs in docs/evaluation.md.

    Renew it: mqa evaluate --baselines --out out/evaluation && python -m models.evaluation.page out/evaluation/evaluation.json, and again with
    --split offices instead of --baselines.
    """
    told = PAGE.read_text(encoding="utf-8")
    assert f"摘要 `{corpus_digest(list(load_records()))}`" in told
    assert f"摘要 `{corpus_digest(list(office_records()))}`" in told


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_change_keeps_every_sentence(change: str) -> None:
    """Each sentence of the original is found again at the place that `order` names, and the same change is made again."""
    for record in (*tuple(load_records("village"))[:3], *(one for one in load_records("village") if one.segments)):
        other = changed(change, record)
        texts = other.record.texts()
        assert sorted(set(other.order)) == sorted(other.order)
        assert len(other.order) == len(record.texts())
        assert other == changed(change, record)
        if change in ("stuffed", "shuffled"):
            assert [texts[place].strip() for place in other.order] == [text.strip() for text in record.texts()]


def test_sealed_styles_are_read_for_a_release_alone() -> None:
    """By the name of the split, never by their own; and nothing learns from them."""
    for style in sealed_styles():
        with pytest.raises(PermissionError):
            style_folds(style)
    with pytest.raises(KeyError):
        style_folds("nowhere")
    assert {style for fold in style_folds("sealed") for style in {record.style for record in fold.learned}} == set(fold_styles())
    (fold,) = style_folds("village")
    assert {record.style for record in fold.learned} == set(fold_styles()) - {"village"}


def test_styles_left_out_together_are_learned_from_by_none_of_their_folds() -> None:
    """Two at a time: half as many folds, each style tested once, in none of the records learned from, nor a sealed one."""
    folds = style_folds(together=2)
    assert len(folds) == -(-len(fold_styles()) // 2)
    assert sorted(style for fold in folds for style in {record.style for record in fold.tested}) == sorted(fold_styles())
    for fold in folds:
        tested = {record.style for record in fold.tested}
        assert {record.style for record in fold.learned} == set(fold_styles()) - tested
        assert {pair.written.style for pair in fold.learned_pairs} == set(fold_styles()) - tested
        assert {pair.written.style for pair in fold.pairs} == tested


def fold_styles() -> list[str]:
    """The styles of the default split."""
    return [fold.style for fold in style_folds(None)]
