"""What is measured: anything that reads a labelled record's text and says what it thinks of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from analyzer.classifying.artefact import load_artefact
from analyzer.errors import AnalyzerError
from analyzer.pipeline import Analyzer
from analyzer.types.document import Document, Source
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord, labelled_text
from models.evaluation.judgement import Judgement, of_report
from models.training.settings import Settings
from models.training.train import fit

__all__ = ["DefaultModel", "ModelSystem", "StoredModel", "System", "Trainer", "learned_styles"]


class System(Protocol):
    """Reads records; it sees their text and the number of their sentences, never their labels."""

    def judge(self, record: LabelledRecord) -> Judgement:
        """What it says of a record."""
        ...


Trainer = Callable[[Sequence[LabelledRecord], Sequence[ContrastPair]], System]
"""Makes a system from the records and pairs that it may learn from; it can be sent to another process."""


class ModelSystem:
    """The whole way of the program, from text to report; of a text that is cut into several records, the first."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer

    def judge(self, record: LabelledRecord) -> Judgement:
        """The report's judgement; raises RuntimeError for a record that cannot be read at all."""
        text, _ = labelled_text(record)
        try:
            report = self.analyzer.analyze(Document(text, Source(f"{record.id}.txt", "text", "")))[0]
        except AnalyzerError as error:
            raise RuntimeError(f"{record.id} cannot be read") from error
        return of_report(record, report)


class DefaultModel(msgspec.Struct, frozen=True):
    """Trains the default model anew."""

    settings: Settings

    def __call__(self, records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair]) -> System:
        """A model of these records and pairs."""
        return ModelSystem(Analyzer(model=fit(records, pairs, self.settings)))


class StoredModel(msgspec.Struct, frozen=True):
    """Takes a model of a folder (None: the shipped one), as it is."""

    folder: Path | None

    def __call__(self, records: Sequence[LabelledRecord], pairs: Sequence[ContrastPair]) -> System:
        """The model of the folder, whatever there is to learn from."""
        return ModelSystem(Analyzer(model=self.folder))


def learned_styles(folder: Path) -> frozenset[str]:
    """The styles that a stored model has learned from, by its card."""
    return frozenset(load_artefact(folder).card["corpus"]["styles"])
