"""The review queue as pages: what waits, one record with all that is needed to judge it, and speakers."""
