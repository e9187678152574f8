"""Does an encoder help? Linear models, an encoder alone, and both, on styles that none of them has learned from.

    python benchmarks/encoder.py DIR                  prints the table: DIR is a local Hugging Face directory; about an hour for a small one
    python benchmarks/encoder.py DIR --write          puts it into docs/encoder.md
    python benchmarks/encoder.py DIR --resume         goes on where a run was stopped

Sentences as they were labelled. «Encoder alone» is the same linear models with nothing to see but the encoder's columns. All three on the same groups
of styles; the differences by paired bootstrap over records.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from analyzer.classifying.features import Features, dense_names
from analyzer.classifying.lexicon import lexicon
from analyzer.classifying.linear import sigmoid
from analyzer.classifying.models import Models
from analyzer.interpreting.meeting import cut_meeting, segment_features
from analyzer.interpreting.talk import second_look
from analyzer.segmenting.marks import list_marks
from analyzer.types.labels import Activity, Aspect, RecordType
from corpus.pairs import load_pairs
from corpus.records import load_records
from models.encoder.network import load_pretrained
from models.encoder.settings import FineTuning
from models.encoder.stacking import stack
from models.encoder.train import with_columns
from models.evaluation.intervals import Draws, Figure, differences, figures, resamples, scores
from models.evaluation.judgement import Judgement, of_gold, segment_starts
from models.evaluation.measures import MEASURES
from models.training.examples import Example, edited_examples, examples
from models.training.folds import Fold
from models.training.meetings import gold_cuts, learn_meetings, transitions
from models.training.settings import Settings
from models.training.talks import learn_talks

PAGE = Path(__file__).parent.parent / "docs" / "encoder.md"
START, END = "<!-- comparison -->", "<!-- end -->"
SHOWN = ("aspect_macro_f1", "specific_f1", "activity_macro_f1", "boundary_f1", "pk", "substance_qwk")
DRAWS = 1000
ASPECTS, ACTIVITIES = tuple(Aspect), tuple(Activity)
READABLE = len(dense_names(lexicon()))


def alone(example: Example) -> Example:
    """The example as the encoder alone sees it: no hashed features, and of the readable ones the bias and the columns."""
    features = example.features
    dense = features.dense.copy()
    dense[:, 1:READABLE] = 0.0
    nothing = Features(features.indices[:0], np.zeros_like(features.offsets), dense, np.zeros_like(features.groups), features.squares[:0])
    return msgspec.structs.replace(example, features=nothing)


def judge(known: Sequence[Example], settings: Settings) -> dict[str, Judgement]:
    """By the id of the record, what is said of its sentences by models that have not learned from its style."""
    folds = {
        RecordType.TALK: learn_talks([one for one in known if one.record.record_type is RecordType.TALK], settings),
        RecordType.MEETING: learn_meetings([one for one in known if one.record.record_type is RecordType.MEETING], settings),
    }
    found = {}
    for kind, say in ((RecordType.TALK, _of_talk), (RecordType.MEETING, _of_meeting)):
        for fold in folds[kind]:
            found |= {example.record.id: say(example, fold) for example in fold.held if example.whole}
    return found


def _of_talk(example: Example, fold: Fold) -> Judgement:
    look = second_look(fold.features[example.record.id], fold.reader)
    return Judgement(
        aspects=tuple(str(ASPECTS[number]) for number in look[:, :-1].argmax(axis=1)),
        specific=tuple(bool(chance >= 0.5) for chance in look[:, -1]),
    )


def _of_meeting(example: Example, fold: Fold) -> Judgement:
    """Activity and boundaries as decoded; substance on the true segments."""
    features, settings = fold.features[example.record.id], fold.settings
    models = Models(fold.reader, fold.reader, {}, transitions(fold.records), settings.decoding, {}, "")
    cuts = cut_meeting(features, list_marks(example.aligned.text, example.units), models)
    segments = tuple(number for number, cut in enumerate(cuts) for _ in range(cut.start, cut.end))
    above = sigmoid(fold.reader.linear["substance"].scores(segment_features(features, gold_cuts(example))))
    grades = np.round(above[:, 0] + np.minimum(above[:, 0], above[:, 1])).astype(int).tolist()
    return Judgement(
        activities=tuple(str(ACTIVITIES[cuts[number].label]) for number in segments),
        segments=segments,
        edges=segment_starts(example.record, segments),
        substances=tuple(grades[number] for number in example.segment_of),
    )


def table(draws: Mapping[str, Draws], records: int, tuning: FineTuning) -> str:
    """Figures of each system, and how much better the others are than the linear one."""
    first = next(iter(draws))
    others = [name for name in draws if name != first]
    head = [*draws, *(f"{name} − {first}" for name in others)]
    lines = ["| 指标 | " + " | ".join(head) + " |", "| --- |" + " ---: |" * len(head)]
    for measure in MEASURES:
        if measure.key in SHOWN:
            own = [f"{figures(one)[measure.key].value:.3f}" for one in draws.values()]
            apart = [_span(differences(draws[name], draws[first])[measure.key]) for name in others]
            lines.append(f"| {measure.zh} | " + " | ".join((*own, *apart)) + " |")
    lines += ["", f"{records}条记录，样式分{tuning.folds}组轮流留出；差值附95%区间（按记录成对重抽样{DRAWS}次）。Pk 越低越好。"]
    return "\n".join(lines)


def _span(figure: Figure) -> str:
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--work", type=Path, default=Path("out/encoder"))
    parser.add_argument("--epochs", type=int, default=FineTuning().epochs)
    parser.add_argument("--folds", type=int, default=FineTuning().folds)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not options.resume and options.work.exists():
        parser.error(f"{options.work} is there already: --resume to go on, or remove it")
    options.work.mkdir(parents=True, exist_ok=True)
    tuning = FineTuning(epochs=options.epochs, folds=options.folds)
    settings = Settings(folds=options.folds)
    known = [*examples(load_records()), *edited_examples(load_pairs())]
    columns = stack(load_pretrained(options.encoder, tuning.longest), known, tuning, options.work, tell=_say).columns
    both = with_columns(known, columns)
    systems: dict[str, Callable[[], list[Example]]] = {
        "线性": lambda: known,
        "编码器": lambda: [alone(example) for example in both],
        "两者合用": lambda: both,
    }
    whole = [example for example in known if example.whole]
    golds = [of_gold(example.record) for example in whole]
    weights = resamples(len(whole), DRAWS)
    draws = {}
    for name, given in systems.items():
        found = judge(given(), settings)
        draws[name] = scores(golds, [found[example.record.id] for example in whole], weights)
        print(name, {key: round(float(draws[name][key][0]), 3) for key in SHOWN}, file=sys.stderr, flush=True)
    made = table(draws, len(whole), tuning)
    print(made)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(START)
        PAGE.write_text(f"{before}{START}\n\n{made}\n\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def _say(name: str, share: float) -> None:
    print(f"\r{name} {share:.0%}   ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
