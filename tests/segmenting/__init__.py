"""Cutting a meeting into segments."""
