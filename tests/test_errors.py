"""The error family: stable codes, words for a user, survival of a journey to another process."""

from __future__ import annotations

import pickle

import pytest

from analyzer.errors import AnalyzerError, TooLarge, error_codes


@pytest.mark.parametrize("kind", error_codes().values(), ids=lambda kind: kind.code)
def test_each_error_survives_pickling(kind: type[AnalyzerError]) -> None:
    """An error that comes back from a worker is the same error."""
    error = kind("有问题。", where="某文件 第3行", remedy="请改正。")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.problem, again.where, again.remedy, str(again)) == (
        kind,
        error.problem,
        error.where,
        error.remedy,
        str(error),
    )


def test_codes_are_the_published_ones() -> None:
    """A code that is gone or renamed breaks callers; a new one is added here on purpose."""
    assert list(error_codes()) == [
        "ambiguous_year", "analyzer_error", "bad_field", "bad_row", "classified_material", "empty_record", "encrypted_file", "input_error",
        "internal_error", "missing_extra", "model_error", "no_body", "no_headings", "no_records", "no_text_layer", "not_a_record", "output_error", "policy_error",
        "reading_timeout", "settings_error", "setup_error", "too_large",
        "unknown_field", "unknown_model", "unreadable_file", "unsupported_format", "worse_model",
    ]  # fmt: skip


def test_a_place_that_is_known_is_kept() -> None:
    """`at` names the place of an error that has none, and leaves a closer one alone."""
    assert TooLarge("过大。").at("a.txt").where == "a.txt"
    assert TooLarge("过大。", where="a.txt 第2行").at("a.txt").where == "a.txt 第2行"
    assert str(TooLarge("过大。", where="a.txt")).startswith("a.txt：过大。")
