"""What a record says: the models' probabilities and the guideline's rules together make a `Reading`."""

from __future__ import annotations

from analyzer.interpreting.domain import out_of_domain
from analyzer.interpreting.future import future_dates
from analyzer.interpreting.meeting import read_meeting
from analyzer.interpreting.talk import read_talk

__all__ = ["future_dates", "out_of_domain", "read_meeting", "read_talk"]
