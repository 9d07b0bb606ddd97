"""Replies without a model: curated knowledge of B2B marketing, and rules that understand what is asked."""
