"""SQLite: the only room that knows tables and SQL."""
