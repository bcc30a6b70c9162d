"""Ratios against the tools that a user would otherwise take; see README.md."""
