"""Flips followed, tricks caught, false alarms, by hand."""

from __future__ import annotations

import msgspec

from corpus.pairs import Flip, load_pairs
from corpus.records import Trick, load_records
from models.evaluation.hard import Share, false_alarms, flips_followed, tricks_caught
from models.evaluation.judgement import Judgement, of_gold

STYLE = "village"


def test_the_labeller_follows_every_flip_and_who_sees_no_edit_follows_none() -> None:
    """Both sides must be right; the same answer to both is right on one side at most."""
    pairs = list(load_pairs(STYLE))
    gold = {record.id: of_gold(record) for pair in pairs for record in (pair.base, pair.edited)}
    assert all(share.hits == share.count for share in flips_followed(pairs, gold).values())
    blind = {**gold, **{pair.edited.id: gold[pair.base.id] for pair in pairs}}
    flags = [pair for pair in pairs if pair.written.flip in (Flip.GENERIC, Flip.ONE_POT, Flip.CLAIM)]
    assert flips_followed(flags, blind)["all"].hits == 0


def test_a_trick_is_caught_by_its_finding_or_by_asking_a_person() -> None:
    """Silence is not; a finding that the labeller lacks is not."""
    cheats = [record for record in load_records(STYLE) if record.trick not in (None, Trick.HONEST_PLAIN)]
    silent = {record.id: Judgement(findings=frozenset()) for record in cheats}
    assert tricks_caught(cheats, silent)["all"] == Share(0, len(cheats))
    asking = {record.id: Judgement(findings=frozenset(), review=("请人工判断",)) for record in cheats}
    assert tricks_caught(cheats, asking)["all"].value == 1.0


def test_an_honest_plain_record_must_not_be_accused() -> None:
    """Missing elements are no accusation, a hint of one-pot neither."""
    honest = [record for record in load_records(STYLE) if record.trick is Trick.HONEST_PLAIN]
    calm = {record.id: Judgement(findings=frozenset(("missing_element", "one_pot")), one_pot=1) for record in honest}
    assert false_alarms(honest, calm) == Share(0, len(honest))
    accusing = {name: msgspec.structs.replace(one, findings=frozenset(("generic_talk",))) for name, one in calm.items()}
    assert false_alarms(honest, accusing).hits == sum("generic_talk" not in record.gold.findings for record in honest)
