"""From findings and a reading to a grade, by a policy; and why a person should look."""

from __future__ import annotations

from analyzer.scoring.grade import Grade, grade
from analyzer.scoring.review import review_reasons

__all__ = ["Grade", "grade", "review_reasons"]
