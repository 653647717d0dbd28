"""bytes → Article: one module a format."""

READING = "reading-1"
"""Changes whenever the same bytes may be read differently."""
