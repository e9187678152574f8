"""Policies as files: the shipped ones, and any file of an office's own."""

from __future__ import annotations

from analyzer.policies.load import load_policy, policy_mistakes, policy_schema, policy_version, shipped_policies

__all__ = ["load_policy", "policy_mistakes", "policy_schema", "policy_version", "shipped_policies"]
