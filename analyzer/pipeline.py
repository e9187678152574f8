"""The one order in which the stages run. Web, API, CLI and batch all go through here."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from pathlib import Path

import msgspec

from analyzer import clock
from analyzer.classifying.frame import read_frame
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.models import Models, load_models
from analyzer.classifying.opening import read_opening
from analyzer.detectors import Case, find_all
from analyzer.errors import EmptyRecord, InputError, NoBody, NotARecord
from analyzer.interpreting import future_dates, out_of_domain, read_meeting, read_talk
from analyzer.parsing import parse_record, row_faults, split_document
from analyzer.policies import load_policy, policy_version
from analyzer.scoring.publish import not_judged, publish
from analyzer.text.alignment import AlignedText, clean
from analyzer.types.document import Document
from analyzer.types.labels import RecordType
from analyzer.types.policy import Policy
from analyzer.types.report import Report, Versions

__all__ = ["Analyzer", "code_version"]


def code_version() -> str:
    """The version of the installed program."""
    return metadata.version("minutes-quality-analyzer")


class Analyzer:
    """Judges documents under one policy with one model; make it once, use it for many.

    `policy` is the name of a shipped policy, a path or a loaded `Policy`; `model` is a folder with an artefact, the shipped one if left out,
    or loaded `Models`.
    Raises PolicyError or ModelError where they are damaged.
    """

    __slots__ = ("_models", "policy", "versions")

    def __init__(self, *, policy: str | Path | Policy = "default", model: Path | Models | None = None) -> None:
        self.policy = policy if isinstance(policy, Policy) else load_policy(policy)
        self._models = model if isinstance(model, Models) else load_models(model)
        self.versions = Versions(code_version(), self._models.version, lexicon().version, policy_version(self.policy))

    def analyze(self, document: Document, *, today: date | None = None) -> tuple[Report, ...]:
        """One report for each record of a document, in order; a row of a ledger that cannot be used has one that says why.

        A date after `today`, by default the day where this runs, asks for a person. Raises EmptyRecord where there are no words.
        """
        if not document.text.strip():
            raise EmptyRecord("文件里没有文字。", where=document.source.name)
        day = today or clock.today()
        faults = row_faults(document)
        return tuple(
            self._report(part, aligned, index, faults.get(index), day) for index, (part, aligned) in enumerate(split_document(document))
        )

    def refuse(self, document: Document, fault: InputError) -> Report:
        """The report of a document that cannot be judged: what its header says, and why not."""
        return self._report(document, clean(document.text), 0, fault, clock.today())

    def _report(self, document: Document, aligned: AlignedText, index: int, fault: InputError | None, today: date) -> Report:
        opening = read_opening(aligned, self._models)
        record = parse_record(document, aligned, index, opening, read_frame(aligned, self._models))
        if fault is not None:
            return not_judged(document, record, fault, self.versions)
        strange = out_of_domain(aligned, record, opening)
        if record.blank and (record.fields or not strange):
            return not_judged(document, record, NoBody("只有栏目和表头，没有写谈话或会议的内容，未作评价。"), self.versions)
        if strange:
            return not_judged(document, record, NotARecord("看不出是谈心谈话记录或会议记录，未作评价。"), self.versions)
        document = msgspec.structs.replace(document, notices=(*document.notices, *future_dates(record, today)))
        read = read_talk if record.type is RecordType.TALK else read_meeting
        reading = read(aligned, record, self._models)
        policy = self.policy.on(record.value("date"))
        findings = find_all(Case(aligned, record, reading, policy))
        return publish(document, record, reading, findings, policy, self.versions)
