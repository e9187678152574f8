"""What each idea of the sentence models is worth, every style read by readers that have not learned from it.

    python benchmarks/ablations.py            prints the table of docs/decisions/0009-features-of-several-styles.md
    python benchmarks/ablations.py --write    puts it there; some minutes

Claims: features of several styles beat all features; a second look at a sentence that knows its neighbours beats the first; trees that look last
tell facts and boundaries better than sums of weights; the meanings of words help with talks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.classifying.candidates import weighed
from analyzer.classifying.features import Features, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.models import Reader
from analyzer.interpreting.meeting import activities_alone, activities_in_context, activity_candidates, look_at_meeting
from analyzer.interpreting.talk import first_look, last_look, second_look
from analyzer.rendering.blocks import with_block
from analyzer.segmenting.decode import DecodingWeights, decode
from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.pairs import load_pairs
from corpus.records import load_records
from models.evaluation.metrics import confusion, macro_f1, positive_f1
from models.training.examples import Example, edited_examples, examples
from models.training.folds import Fold, held_out
from models.training.meetings import gold_cuts, learn_meetings, transitions
from models.training.settings import Settings
from models.training.talks import learn_talks

PAGE = Path(__file__).parent.parent / "docs" / "decisions" / "0009-features-of-several-styles.md"
ASPECTS, ACTIVITIES = tuple(Aspect), tuple(Activity)

Looks = Mapping[str, npt.NDArray[np.float32]]


def _talks(talks: list[Example], looks: Looks) -> tuple[float, float]:
    """Macro-F1 of the aspect and F1 of the specific sentences."""
    sentences = [sentence for example in talks for sentence in example.record.sentences]
    rows = np.vstack([looks[example.record.id] for example in talks])
    aspects = [ASPECTS[number] for number in rows[:, :-1].argmax(axis=1)]
    specific = [bool(chance >= 0.5) for chance in rows[:, -1]]
    return (
        macro_f1(confusion([sentence.aspect for sentence in sentences], aspects, ASPECTS)),
        positive_f1(confusion([sentence.specific for sentence in sentences], specific, (False, True))),
    )


def _meetings(meetings: list[Example], looks: Looks) -> float:
    """Macro-F1 of the activity by sentence, before decoding."""
    gold = [example.record.segments[number].activity for example in meetings for number in example.segment_of]
    rows = np.vstack([looks[example.record.id] for example in meetings])
    return macro_f1(confusion(gold, [ACTIVITIES[number] for number in rows.argmax(axis=1)], ACTIVITIES))


def _second(features: Features, reader: Reader) -> npt.NDArray[np.float32]:
    return second_look(features, first_look(features, reader), reader)


def _in_context(features: Features, reader: Reader) -> npt.NDArray[np.float32]:
    return activities_in_context(features, activities_alone(features, reader), reader)


def _weighed(features: Features, reader: Reader) -> npt.NDArray[np.float32]:
    alone = activities_alone(features, reader)
    found = activity_candidates(features, alone, activities_in_context(features, alone, reader))
    return weighed(reader.trees["activity.last"], found, len(ACTIVITIES))


def _boundaries(folds: list[Fold], settings: Settings, *, trees: bool) -> tuple[float, float]:
    """After decoding, with the boundary scores of the linear model or of the trees: macro-F1 of the activity by sentence, F1 of the boundaries."""
    gold: list[str] = []
    found: list[str] = []
    right = said = there = 0
    for fold in folds:
        reader, order = fold.reader, transitions(fold.records)
        for example in (one for one in fold.held if one.whole):
            look = look_at_meeting(example.aligned, example.units, fold.features[example.record.id], reader)
            boundary = reader.trees["edge"].scores(look.edges) if trees else look.boundary
            cuts = decode(look.activities, look.spans, boundary, order, DecodingWeights(**settings.decoding))
            gold += [example.segments[number].activity for number in example.segment_of]
            found += [ACTIVITIES[cut.label] for cut in cuts for _ in range(cut.start, cut.end)]
            ours, theirs = {cut.start for cut in cuts[1:]}, {cut.start for cut in gold_cuts(example)[1:]}
            right, said, there = right + len(ours & theirs), said + len(ours), there + len(theirs)
    return macro_f1(confusion(gold, found, ACTIVITIES)), 2 * right / (said + there)


def _meaningless(example: Example) -> Example:
    """A talk without the directions that its words give."""
    named = example.features.dense[:, : len(dense_names(lexicon()))]
    return msgspec.structs.replace(example, features=example.features.with_dense(named))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    records, edits = examples(load_records()), edited_examples(load_pairs())
    talks, meetings = ([one for one in records if one.record.record_type is kind] for kind in (RecordType.TALK, RecordType.MEETING))
    talk_edits, meeting_edits = ([one for one in edits if one.record.record_type is kind] for kind in (RecordType.TALK, RecordType.MEETING))
    lines = [
        "| 特征至少见于几种样式 | 看几遍 | 谈话方面 宏F1 | 具体 F1 | 环节类别 宏F1（逐句） | 解码后 | 环节起点 F1 |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for least in (1, 5, 7, 9):
        print(f"least_styles={least}", file=sys.stderr, flush=True)
        settings = msgspec.structs.replace(Settings(), least_styles=least)
        of_talks = learn_talks([*talks, *talk_edits], settings)
        of_meetings = learn_meetings([*meetings, *meeting_edits], settings)
        for name, talk_look, meeting_look, trees in (
            ("一遍", first_look, activities_alone, None),
            ("两遍", _second, _in_context, False),
            ("两遍，再由树看", last_look, _weighed, True),
        ):
            aspect, specific = _talks(talks, held_out(of_talks, talk_look))
            activity = _meetings(meetings, held_out(of_meetings, meeting_look))
            decoded = "– | –" if trees is None else "{:.3f} | {:.3f}".format(*_boundaries(of_meetings, settings, trees=trees))
            lines.append(f"| {least} | {name} | {aspect:.3f} | {specific:.3f} | {activity:.3f} | {decoded} |")
    settings = Settings()
    blind = learn_talks([_meaningless(one) for one in (*talks, *talk_edits)], settings)
    aspect, specific = _talks(talks, held_out(blind, last_look))
    lines.append(f"| {settings.least_styles} | 两遍，再由树看，不看词义 | {aspect:.3f} | {specific:.3f} | – | – | – |")
    styles = len({example.record.style for example in records})
    table = "\n".join([*lines, "", f"{len(records)}条记录，{styles}种样式，分{settings.folds}组轮流留出。"])
    print(table)
    if options.write:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), "ablations", table), encoding="utf-8")


if __name__ == "__main__":
    main()
