"""Leave one style out: each style is read, from text to report, by models that were trained on the other ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analyzer.errors import AnalyzerError
from analyzer.pipeline import Analyzer
from analyzer.types.document import Document, Source
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord, labelled_text
from models.evaluation.compare import Pair
from models.training.settings import Settings
from models.training.train import fit

__all__ = ["leave_one_style_out", "report_all"]


def leave_one_style_out(
    records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair], settings: Settings, *, tell: Callable[[str], None] = lambda _: None
) -> dict[str, list[Pair]]:
    """By style, its records with the reports of models that never saw the style; needs three styles."""
    found = {}
    for style in sorted({record.style for record in records}):
        tell(style)
        models = fit(
            [record for record in records if record.style != style], [pair for pair in pairs if pair.written.style != style], settings
        )
        found[style] = report_all([record for record in records if record.style == style], Analyzer(model=models))
    return found


def report_all(records: Sequence[LabelledRecord], analyzer: Analyzer) -> list[Pair]:
    """Each record with the report of its text; of a text that is cut into several records, the first."""
    pairs = []
    for record in records:
        text, _ = labelled_text(record)
        try:
            report = analyzer.analyze(Document(text, Source(f"{record.id}.txt", "text", "")))[0]
        except AnalyzerError as error:
            raise RuntimeError(f"{record.id} cannot be read") from error
        pairs.append(Pair(record, report))
    return pairs
