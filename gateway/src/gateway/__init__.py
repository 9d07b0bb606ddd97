"""HTTP and WebSocket edge: validates, publishes, reads the database, never writes it."""
