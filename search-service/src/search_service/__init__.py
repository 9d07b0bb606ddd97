"""Simulated search for inspirations in a curated catalogue."""
