"""Drafts suggestions, chat answers and plans with a language model, or offline without one."""
