"""Which records people should look at first: those whose answer teaches most."""

from __future__ import annotations

from analyzer.reviewing.candidate import Candidate, candidate
from analyzer.reviewing.pick import Pick, pick

__all__ = ["Candidate", "Pick", "candidate", "pick"]
