"""What a page says, for tests that look for sentences."""

import re
from html import unescape


def read(page):
    """What a page says, without its tags."""
    main = page.text[max(0, page.text.find("<main")) :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
