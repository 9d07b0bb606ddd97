"""The shared database: tables, sessions, the views every answer is built from, and migrations."""
