"""Pure: Document → Extraction. No database, no web, no clock, no environment."""
