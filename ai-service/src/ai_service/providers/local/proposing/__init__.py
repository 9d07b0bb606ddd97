"""Objectives, targets and resources proposed without a model: which, in what order, and why each is made."""
