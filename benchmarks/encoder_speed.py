"""How long an encoder of six layers takes for a record of 800 characters: ONNX Runtime, weights in 8 bits, two threads.

    python benchmarks/encoder_speed.py              random weights in several widths; one token a character, as in Chinese BERT
    python benchmarks/encoder_speed.py MODEL        the encoder of a model made by `mqa train --encoder`

Prints the median and the fastest of the repetitions in milliseconds, tokenizing and pooling included. Aim: 60 ms.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import onnxruntime
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForTokenClassification

from analyzer.classifying.encoder import HEADS, Encoder, EncoderCard
from analyzer.classifying.models import load_models
from analyzer.text.sentences import split_sentences
from analyzer.types.labels import RecordType
from models.encoder.export import quantize, to_onnx
from models.encoder.network import Scorer

SENTENCES = "会议听取了三季度工作汇报。\n老周说西区的管线上周又漏了两次，得赶在入冬前换掉。\n书记问谁来牵头，什么时候能定下来？\n"
CHARACTERS = 800
REPETITIONS = 25
LAYERS, WIDTHS = 6, (256, 384, 512, 768)
VOCABULARY = 21128
LONGEST = 256
OPENING, CLOSING = 2, 3


def random_encoder(width: int, folder: Path) -> Encoder:
    """Six layers of random weights that read single characters."""
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
    card = EncoderCard(HEADS, LONGEST, OPENING, CLOSING)
    windows = Encoder(None, tokenizer, card).windows([list(range(5, 40))] * 9)
    full, small = folder / f"full-{width}.onnx", folder / f"small-{width}.onnx"
    to_onnx(Scorer(BertForTokenClassification(shape).eval()), windows, full)
    quantize(full, small)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return Encoder(onnxruntime.InferenceSession(small, options, providers=["CPUExecutionProvider"]), tokenizer, card)


def milliseconds(encoder: Encoder) -> tuple[float, float]:
    """The median and the least time for one record."""
    text = (SENTENCES * CHARACTERS)[:CHARACTERS]
    units = split_sentences(text, 0, len(text))
    times = []
    for _ in range(REPETITIONS):
        begun = time.perf_counter()
        encoder.columns(text, units, RecordType.MEETING)
        times.append(1000 * (time.perf_counter() - begun))
    return median(times), min(times)


def main() -> None:
    """Measures and prints."""
    print("| 编码器 | 中位（毫秒） | 最快（毫秒） |\n| --- | ---: | ---: |")
    if len(sys.argv) > 1:
        encoder = load_models(Path(sys.argv[1])).encoder
        if encoder is None:
            sys.exit(f"{sys.argv[1]} has no encoder")
        print("| {} | {:.0f} | {:.0f} |".format(sys.argv[1], *milliseconds(encoder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for width in WIDTHS:
            print("| {}层，宽{} | {:.0f} | {:.0f} |".format(LAYERS, width, *milliseconds(random_encoder(width, Path(folder)))), flush=True)


if __name__ == "__main__":
    main()
