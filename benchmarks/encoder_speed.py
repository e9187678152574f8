"""How long an encoder of six layers takes for a record of 800 characters: ONNX Runtime, weights in 8 bits, two threads.

    python benchmarks/encoder_speed.py              random weights in several widths; one token a character, as in Chinese BERT
    python benchmarks/encoder_speed.py MODEL        the encoder of a model made by `mqa train --encoder`

Prints milliseconds, tokenizing and pooling included: by the clock on two threads the fastest and the median of the repetitions (where others use the
machine, the fastest is what the program itself takes), and of computing on one thread the median. Aim: 60 ms by the clock.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import msgspec
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForTokenClassification

from analyzer.classifying.encoder import ENCODER_FILES, HEADS, Encoder, EncoderCard, network_session
from analyzer.classifying.models import ENCODER_FOLDER
from analyzer.text.sentences import split_sentences
from analyzer.types.labels import RecordType
from models.encoder.export import quantize, to_onnx
from models.encoder.network import Scorer
from models.encoder.settings import FineTuning

SENTENCES = "会议听取了三季度工作汇报。\n老周说西区的管线上周又漏了两次，得赶在入冬前换掉。\n书记问谁来牵头，什么时候能定下来？\n"
CHARACTERS = 800
REPETITIONS = 40
LAYERS, WIDTHS = 6, (256, 384, 512, 768)
VOCABULARY = 21128
OPENING, CLOSING = 2, 3


def random_encoder(width: int, folder: Path) -> tuple[Encoder, Encoder]:
    """Six layers of random weights that read single characters, on two threads and on one."""
    shape = BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=width,
        num_hidden_layers=LAYERS,
        num_attention_heads=width // 64,
        intermediate_size=4 * width,
        num_labels=sum(map(len, HEADS.values())),
    )
    characters = {character: number for number, character in enumerate(sorted({*SENTENCES, "?"}), start=5)}
    tokenizer = Tokenizer(models.WordLevel(characters, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    card = EncoderCard(HEADS, FineTuning().longest, OPENING, CLOSING)
    windows = Encoder(None, tokenizer, card).windows([list(range(5, 40))] * 9)
    full, small = folder / f"full-{width}.onnx", folder / f"small-{width}.onnx"
    to_onnx(Scorer(BertForTokenClassification(shape).eval()), windows, full)
    quantize(full, small)
    return reading_with(small, tokenizer, card, 2), reading_with(small, tokenizer, card, 1)


def reading_with(model: Path, tokenizer: Tokenizer, card: EncoderCard, threads: int) -> Encoder:
    """An encoder that computes on so many threads."""
    return Encoder(network_session(model.read_bytes(), threads), tokenizer, card)


def milliseconds(encoder: Encoder, clock: Callable[[], float]) -> list[float]:
    """The time for one record, again and again."""
    text = (SENTENCES * CHARACTERS)[:CHARACTERS]
    units = split_sentences(text, 0, len(text))
    times = []
    for _ in range(REPETITIONS):
        begun = clock()
        encoder.columns(text, units, RecordType.MEETING)
        times.append(1000 * (clock() - begun))
    return times


def main() -> None:
    """Measures and prints."""
    print("| 编码器 | 两线程，最快（毫秒） | 两线程，中位 | 一线程的计算，中位 |\n| --- | ---: | ---: | ---: |")
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1]) / ENCODER_FOLDER
        model, tokenizer, card = (folder / name for name in ENCODER_FILES)
        read = Tokenizer.from_file(str(tokenizer)), msgspec.json.decode(card.read_bytes(), type=EncoderCard)
        _row(sys.argv[1], reading_with(model, *read, 2), reading_with(model, *read, 1))
        return
    with tempfile.TemporaryDirectory() as aside:
        for width in WIDTHS:
            _row(f"{LAYERS}层，宽{width}", *random_encoder(width, Path(aside)))


def _row(name: str, two: Encoder, one: Encoder) -> None:
    clocked, computed = milliseconds(two, time.perf_counter), milliseconds(one, time.process_time)
    print(f"| {name} | {min(clocked):.0f} | {median(clocked):.0f} | {median(computed):.0f} |", flush=True)


if __name__ == "__main__":
    main()
