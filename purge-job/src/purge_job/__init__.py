"""Deletes expired messages, stored model replies and settled inbox rows, in batches."""
