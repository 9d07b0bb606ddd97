"""Every service in one process, on SQLite and an in-process bus."""
