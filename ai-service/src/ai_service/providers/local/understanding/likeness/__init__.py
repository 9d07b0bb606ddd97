"""The second opinion: what sentences like this one ask for, learned from examples."""
