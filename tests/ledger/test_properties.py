"""What must hold whatever the ledger: order does not matter, nobody duplicates himself, a branch's findings are its own."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.ledger import all_checks, gather, person
from analyzer.ledger.sketch import shingles, sketch
from analyzer.policies import load_policy
from analyzer.types.ledger import LedgerFinding, People, RecordDigest
from analyzer.types.ledger_policy import LedgerPolicy

TODAY = date(2026, 1, 15)
WORDS = "".join(chr(0x4E00 + 7 * number) for number in range(400))


def text(seed: int) -> str:
    """Sixty letters that no other seed gives."""
    return "".join(random.Random(seed).choices(WORDS, k=60))


@st.composite
def record(draw: st.DrawFn, branch: str) -> RecordDigest:
    """A record of a branch with few people, days and texts, so that it meets others."""
    people = [person(name, branch) for name in ("莫家驹", "费小琴", "单晓东", "桑志明")]
    start = date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 360)))
    hour = draw(st.integers(8, 17))
    body = text(draw(st.integers(0, 3)))
    own = draw(st.sampled_from(("committee", "study", "party_day", "talk")))
    one, other = draw(st.sampled_from(people)), draw(st.sampled_from(people))
    who = People(talker=(one,), talkee=(other,)) if own == "talk" else People(host=(one,), recorder=(other,), attendees=tuple(people))
    return RecordDigest(
        id="",
        line=0,
        branch=branch,
        own=own,
        start=f"{start}T{hour:02d}:00",
        end=f"{start}T{hour + 1:02d}:00",
        entered=f"{start + timedelta(days=draw(st.integers(0, 40)))}T09:00",
        people=who,
        generic=draw(st.booleans()) if own == "talk" else None,
        sketch=sketch(body),
        shingles=len(shingles(body)),
    )


def branch(name: str) -> st.SearchStrategy[list[RecordDigest]]:
    """The records of a branch, each with an id of its own."""
    return st.lists(record(name), min_size=1, max_size=8).map(
        lambda records: [msgspec.structs.replace(one, id=f"{name}{number}") for number, one in enumerate(records)]
    )


def found(records: list[RecordDigest], policy: LedgerPolicy) -> list[LedgerFinding]:
    """What all checks find, in an order of its own."""
    ledger = gather(records, today=TODAY, year=2025)
    findings = [one for check in all_checks() for one in check.check(ledger, policy)]
    return sorted(findings, key=lambda one: (one.kind, one.branch, one.records, one.message))


@settings(max_examples=25)
@given(branch("甲"), branch("乙"), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(some: list[RecordDigest], others: list[RecordDigest], shuffler: random.Random) -> None:
    """Shuffled rows give the same findings, word for word."""
    policy = load_policy().ledger
    shuffled = [*some, *others]
    shuffler.shuffle(shuffled)
    assert found(shuffled, policy) == found([*some, *others], policy)


@settings(max_examples=25)
@given(branch("甲"))
def test_no_record_stands_twice_in_a_finding(records: list[RecordDigest]) -> None:
    """A record never duplicates itself, nor conflicts with itself."""
    for one in found(records, load_policy().ledger):
        assert len(set(one.records)) == len(one.records)
        if one.kind == "near_duplicate":
            assert len(one.records) > 1


@settings(max_examples=25)
@given(branch("甲"), branch("乙"))
def test_an_unrelated_branch_changes_nothing_of_the_others(some: list[RecordDigest], others: list[RecordDigest]) -> None:
    """The findings that rest on one branch's records alone are those that it has by itself."""
    policy = load_policy().ledger
    unrelated = [
        msgspec.structs.replace(one, sketch=sketch(body), shingles=len(shingles(body)))
        for number, one in enumerate(others)
        if (body := text(1000 + number))
    ]
    assert [one for one in found([*some, *unrelated], policy) if one.branch == "甲"] == found(some, policy)
