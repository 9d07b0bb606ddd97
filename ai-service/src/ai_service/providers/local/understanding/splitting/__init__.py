"""Where a text that asks several things, or tells more than it asks, is cut."""
