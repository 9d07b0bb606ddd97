"""Runs the plan saga, keeps every version of a plan and its edits."""
