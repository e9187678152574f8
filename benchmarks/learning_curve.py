"""Does variety of hands help? The same baseline over 3, 6, 9, 12 styles, judged on styles it has not seen.

TF-IDF of character 1–4-grams and logistic regression, on single sentences: aspect of talks, activity of meetings. In each draw the styles are
shuffled anew, the last ones are held out, and the training styles are nested (the three are among the six), so that only their number changes.

    python benchmarks/learning_curve.py            prints the table
    python benchmarks/learning_curve.py --write    and puts it into docs/evaluation.md
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from analyzer.rendering.blocks import with_block
from corpus.records import load_records
from models.evaluation.metrics import confusion, macro_f1

EVALUATION = Path(__file__).parents[1] / "docs" / "evaluation.md"
SIZES = (3, 6, 9, 12)
DRAWS = 8
HELD_OUT = 2
TASKS = ("aspect", "activity")

Sentences = list[tuple[str, str]]


def sentences_by_style() -> dict[str, dict[str, Sentences]]:
    """For each task and style the sentences as (text, label)."""
    found: dict[str, dict[str, Sentences]] = {task: defaultdict(list) for task in TASKS}
    for record in load_records():
        found["aspect"][record.style] += [(sentence.text, str(sentence.aspect)) for sentence in record.sentences]
        found["activity"][record.style] += [(text, str(segment.activity)) for segment in record.segments for text in segment.sentences]
    return found


def score(training: Sentences, held_out: Sentences) -> float:
    """Macro-F1 of the baseline on sentences of styles that it has not seen."""
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, max_features=60_000),
        LogisticRegression(C=10, max_iter=300, tol=1e-3, class_weight="balanced"),
    )
    model.fit([text for text, _ in training], [label for _, label in training])
    gold = [label for _, label in held_out]
    return macro_f1(confusion(gold, [str(label) for label in model.predict([text for text, _ in held_out])], sorted(set(gold))))


def curve(styles: dict[str, Sentences], draws: int) -> dict[int, list[float]]:
    """Scores by number of training styles, one a draw."""
    names = sorted(style for style, sentences in styles.items() if sentences)
    found: dict[int, list[float]] = defaultdict(list)
    for draw in range(draws):
        shuffled = random.Random(draw).sample(names, len(names))
        held_out = [sentence for style in shuffled[-HELD_OUT:] for sentence in styles[style]]
        for size in SIZES:
            if size <= len(names) - HELD_OUT:
                found[size].append(score([sentence for style in shuffled[:size] for sentence in styles[style]], held_out))
    return found


def table(draws: int = DRAWS) -> str:
    """The curve as a Markdown table: mean and standard deviation over the draws."""
    names = {"aspect": "谈话方面 宏F1", "activity": "环节类别 宏F1"}
    curves = {task: curve(styles, draws) for task, styles in sentences_by_style().items()}
    lines = ["| 训练样式数 | " + " | ".join(names[task] for task in TASKS) + " |", "| ---: |" + " ---: |" * len(TASKS)]
    lines += [f"| {size} | " + " | ".join(cell(curves[task].get(size, ())) for task in TASKS) + " |" for size in SIZES]
    return "\n".join(lines) + "\n"


def cell(scores: Sequence[float]) -> str:
    """Mean ± standard deviation, or a dash where there are too few styles."""
    return f"{fmean(scores):.2f} ± {stdev(scores):.2f}" if len(scores) > 1 else "–"


if __name__ == "__main__":
    made = table()
    sys.stdout.write(made)
    if "--write" in sys.argv[1:]:
        EVALUATION.write_text(with_block(EVALUATION.read_text(encoding="utf-8"), "learning_curve", made), encoding="utf-8")
