"""What the result of extraction depends on besides the text, told without loading what extracts."""

EXTRACTOR = "tagger-2.3"
"""Of English; changes whenever the same text may be read differently."""
UNREAD = "paragraphs-1"
"""Named as the extractor of what nothing here extracts from."""
LANGUAGES = ("en",)
"""Those that something extracts from (ISO 639)."""
VERSION = f"{EXTRACTOR} {UNREAD} {'+'.join(LANGUAGES)}"
"""Changes whenever the same text of any language may be read differently."""
