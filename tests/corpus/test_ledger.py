"""A generated year: the same for the same seed, and its truth is true."""

from __future__ import annotations

import datetime
import itertools
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from corpus.ledger.bureau import bureau
from corpus.ledger.calendar import working_days_between, working_on
from corpus.ledger.freshness import Freshness
from corpus.ledger.truth import KINDS
from corpus.ledger.writing import FILES, write_ledger
from corpus.records import load_records

Rows = dict[str, dict[str, Any]]
ALIKE = 0.65


class Ledger:
    """The files of a generated ledger."""

    def __init__(self, folder: Path) -> None:
        self.rows: Rows = {row["id"]: row for row in map(json.loads, (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines())}
        self.truth: list[dict[str, Any]] = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
        self.roster = json.loads((folder / "roster.json").read_bytes())
        self.counts = json.loads((folder / "counts.json").read_bytes())

    def records(self, *kinds: str) -> set[str]:
        """The records that lines of some kinds name."""
        return {record for line in self.truth if line["kind"] in kinds for record in line.get("records", ())}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Two thousand rows with defects."""
    folder = tmp_path_factory.mktemp("planted")
    write_ledger(folder, 2000, 3)
    return Ledger(folder)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The same without defects."""
    folder = tmp_path_factory.mktemp("clean")
    write_ledger(folder, 2000, 3, clean=True)
    return Ledger(folder)


@pytest.mark.parametrize("rows", [300, 331, 777])
def test_any_size_and_the_same_for_the_same_seed(tmp_path: Path, rows: int) -> None:
    """Byte for byte."""
    for name in ("one", "two"):
        write_ledger(tmp_path / name, rows, 11)
    assert [(tmp_path / "one" / name).read_bytes() for name in FILES] == [(tmp_path / "two" / name).read_bytes() for name in FILES]
    assert len(Ledger(tmp_path / "one").rows) == rows
    write_ledger(tmp_path / "other", rows, 12)
    assert (tmp_path / "other" / "rows.jsonl").read_bytes() != (tmp_path / "one" / "rows.jsonl").read_bytes()


def test_branches_are_made_one_at_a_time() -> None:
    """A ledger of ten million rows begins at once."""
    first = next(bureau(10_000_000, 1, load_records(), clean=False))
    assert 60 <= len(first.rows) <= 170


def test_too_small_a_bureau_is_refused() -> None:
    """Below 300 rows."""
    with pytest.raises(ValueError, match="300"):
        next(bureau(299, 1, load_records(), clean=False))


def test_every_kind_is_planted_and_known(planted: Ledger, clean: Ledger) -> None:
    """All kinds occur; in a clean year only lines of what must not count."""
    assert {line["kind"] for line in planted.truth} == set(KINDS)
    assert {line["kind"] for line in clean.truth} <= {"official", "ignore"}


def test_rows_are_canonical(planted: Ledger) -> None:
    """The keys of the row, in order."""
    keys = (
        "id branch type title planned start end entered place host recorder due present absent attendees observers talker talkee content "
        "decision claims"
    )
    assert all(" ".join(row) == keys for row in planted.rows.values())
    for row in planted.rows.values():
        assert row["start"] < row["end"] <= row["entered"]
        assert row["content"].strip()
        if row["host"]:
            assert row["due"] == row["present"] + len(row["absent"])
            assert {row["host"], row["recorder"]} <= set(row["attendees"])


def overlapping(ledger: Ledger) -> set[frozenset[str]]:
    """Pairs of records of a branch that share time and a person."""
    found = set()
    by_branch: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in ledger.rows.values():
        by_branch[row["branch"]].append(row)
    for rows in by_branch.values():
        for one, other in itertools.combinations(rows, 2):
            people = [{*row["attendees"], row["talker"], row["talkee"]} - {None} for row in (one, other)]
            if one["start"] < other["end"] and other["start"] < one["end"] and people[0] & people[1]:
                found.add(frozenset((one["id"], other["id"])))
    return found


def test_all_time_conflicts_are_told(planted: Ledger, clean: Ledger) -> None:
    """Who is in two places is so because it was planted, or because two rows tell of one meeting."""
    told = {frozenset(line["records"]) for line in planted.truth if line["kind"] == "time_conflict"}
    one_meeting = {
        frozenset(pair)
        for line in planted.truth
        if line["kind"] in ("multiple_claim", "near_duplicate")
        for pair in itertools.combinations(line["records"], 2)
    }
    found = overlapping(planted)
    assert told <= found
    assert found <= told | one_meeting
    assert overlapping(clean) == set()


def test_all_late_entries_are_told(planted: Ledger) -> None:
    """More than three working days; more than thirty days are major."""
    told = {line["records"][0]: line["note"] for line in planted.truth if line["kind"] == "late_entry"}
    found = {}
    for row in planted.rows.values():
        held, entered = (datetime.date.fromisoformat(row[key][:10]) for key in ("end", "entered"))
        if working_days_between(held, entered) > 3:
            found[row["id"]] = "major" if (entered - held).days > 30 else "minor"
    assert found == told


def test_bursts_are_bursts(planted: Ledger) -> None:
    """Over 30 % of the branch's rows, at least 15, within two days; and no other branch has such days."""
    told = {line["branch"] for line in planted.truth if line["kind"] == "burst_entry"}
    days: dict[str, Counter[datetime.date]] = defaultdict(Counter)
    for row in planted.rows.values():
        days[row["branch"]][datetime.date.fromisoformat(row["entered"][:10])] += 1
    bursts = {
        branch
        for branch, counts in days.items()
        if any(counts[day] + counts[day + datetime.timedelta(days=1)] > max(14, 0.3 * sum(counts.values())) for day in counts)
    }
    assert bursts == told


def test_absent_people_speak_only_where_planted(planted: Ledger) -> None:
    """And there they do."""
    told = {line["records"][0]: line["people"][0] for line in planted.truth if line["kind"] == "absent_speaker"}
    for row in planted.rows.values():
        named = {entry.partition("（")[0] for entry in row["absent"]}
        assert {name for name in named if name in row["content"]} == ({told[row["id"]]} if row["id"] in told else set())


def test_members_names_are_not_of_the_corpus(planted: Ledger) -> None:
    """So that nobody of the corpus is taken for a member."""
    corpus = "\n".join("".join(record.texts()) for record in load_records())
    assert not [name for branch in planted.roster["branches"] for name in branch["members"] if name in corpus]


def shingles(text: str) -> set[str]:
    """5-grams of the Han characters and letters."""
    bare = re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", text)
    return {bare[place : place + 5] for place in range(len(bare) - 4)}


def likeness(one: set[str], other: set[str]) -> float:
    """Jaccard of 5-grams."""
    return len(one & other) / max(len(one | other), 1)


def alike(rows: list[dict[str, Any]]) -> set[frozenset[str]]:
    """All pairs above the likeness; exact, since such a pair shares one of the rarest 35 % of the 5-grams of each (prefix filter)."""
    grams = {row["id"]: shingles(row["content"]) for row in rows}
    common = Counter(gram for held in grams.values() for gram in held)
    holders: dict[str, list[str]] = defaultdict(list)
    for record, held in grams.items():
        for gram in sorted(held, key=lambda gram: (common[gram], gram))[: int(len(held) * (1 - ALIKE)) + 1]:
            holders[gram].append(record)
    pairs = {frozenset(pair) for held in holders.values() for pair in itertools.combinations(held, 2)}
    return {pair for pair in pairs if likeness(*(grams[record] for record in pair)) > ALIKE}


def test_copies_are_alike(planted: Ledger) -> None:
    """Each planted near-duplicate is one, whatever names were swapped."""
    for line in planted.truth:
        if line["kind"] == "near_duplicate":
            first, *copies = (shingles(planted.rows[record]["content"]) for record in line["records"])
            assert min(likeness(first, copy) for copy in copies) > 0.6, line


def test_nothing_else_is_alike(planted: Ledger, clean: Ledger) -> None:
    """Apart from what the truth says is not to count, no two records are alike."""
    for ledger in (planted, clean):
        told = {
            frozenset(pair)
            for line in ledger.truth
            if line["kind"] == "near_duplicate"
            for pair in itertools.combinations(line["records"], 2)
        }
        left_out = ledger.records("ignore", "official")
        assert alike([row for row in ledger.rows.values() if row["id"] not in left_out]) <= told


def test_claimed_counts_are_those_of_the_rows(planted: Ledger) -> None:
    """The own type and the further duties of each row."""
    names = Counter((row["branch"], kind) for row in planted.rows.values() for kind in row["type"])
    claimed = Counter(
        {(branch["branch"], duty["duty"]): duty["claimed"] for branch in planted.counts["branches"] for duty in branch["duties"]}
    )
    assert names.total() == claimed.total()
    assert names[planted.counts["branches"][0]["branch"], "谈心谈话"] == claimed[planted.counts["branches"][0]["branch"], "talk"]


def test_a_meeting_counts_at_most_twice(planted: Ledger) -> None:
    """Own type and one further duty: rows of one meeting lose the rest."""
    effective = sum(duty["effective"] for branch in planted.counts["branches"] for duty in branch["duties"])
    split = [line for line in planted.truth if line["kind"] == "multiple_claim"]
    assert split
    assert effective < sum(duty["claimed"] for branch in planted.counts["branches"] for duty in branch["duties"])
    quotas = {quota["duty"]: quota for quota in planted.roster["quotas"]}
    assert quotas["committee"]["period"] == "month"


def test_working_days_of_2025() -> None:
    """Spring festival, a made-up Saturday, an ordinary Sunday."""
    assert not working_on(datetime.date(2025, 1, 29))
    assert working_on(datetime.date(2025, 2, 8))
    assert not working_on(datetime.date(2025, 3, 9))
    assert working_days_between(datetime.date(2025, 1, 27), datetime.date(2025, 2, 5)) == 1


def test_freshness_tells_likeness_not_familiar_words() -> None:
    """A text that shares nine of ten sentences with one before is familiar; one whose sentences all were seen, each elsewhere, is fresh."""
    sentences = [f"第{number}件事各说各的没有一处相同{number * 7919}。" for number in range(110)]
    freshness = Freshness()
    for start in range(0, 100, 10):
        places = freshness.places(sentences[start : start + 10])
        assert freshness.is_fresh(freshness.seen(places))
        freshness.remember(places)
    copied = freshness.places([*sentences[9:0:-1], sentences[105]])
    gathered = freshness.places(sentences[3:100:10])
    assert not freshness.is_fresh(freshness.seen(copied))
    assert freshness.is_fresh(freshness.seen(gathered))
