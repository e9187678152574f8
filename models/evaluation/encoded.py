"""A system that reads with an encoder: a network for each group of styles, which has seen all the others, and linear models on its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from analyzer.pipeline import Analyzer
from corpus.pairs import ContrastPair
from corpus.records import LabelledRecord
from models.encoder.columns import Styles, styles_apart, unseen_models
from models.encoder.material import Material
from models.encoder.network import load_pretrained
from models.encoder.settings import FineTuning
from models.encoder.stacking import stack
from models.evaluation.systems import ModelSystem, System
from models.training.settings import Settings

__all__ = ["EncodedModel", "fine_tuned"]


class EncodedModel(msgspec.Struct, frozen=True):
    """Trains linear models on the columns of `material` that lie in `work`; the network of the group of styles that is left out reads with them."""

    work: Path
    styles: Styles
    material: Material
    settings: Settings

    def __call__(self, records: Sequence[LabelledRecord], _pairs: Sequence[ContrastPair]) -> System:
        """A model of what the material has but for one group of styles: that of which no record is given. Raises ValueError where there is none."""
        seen = {record.style for record in records}
        held = [group for group in self.styles if not group & seen]
        known = self.material.without(frozenset().union(*held)).examples()
        return ModelSystem(Analyzer(model=unseen_models(known, self.work, self.styles, self.settings)))


def fine_tuned(
    source: Path,
    material: Material,
    settings: Settings,
    tuning: FineTuning,
    work: Path,
    *,
    apart: Sequence[str] = (),
    tell: Callable[[str, float], None] = lambda _, __: None,
) -> EncodedModel:
    """Fine-tunes the encoder of a local directory for each group of styles, those of `apart` being one group, as far as `work` does not hold it.

    Raises ModelError as `train_with_encoder` does.
    """
    pretrained = load_pretrained(source, tuning.longest)
    known = material.examples()
    styles = styles_apart(known, tuning.folds, apart)
    stack(pretrained, known, styles, tuning, work, networks=True, tell=lambda name, share: tell(f"微调编码器（{name}）", share))
    return EncodedModel(work, styles, material, settings)
