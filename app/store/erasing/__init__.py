"""Erasing for good, on legal demands: what was erased is in no table, index, file or log of ours."""

from app.store.erasing.articles import Erased, erase_article, of_address
from app.store.erasing.files import compact, copies, leftovers
from app.store.erasing.speakers import erase_speaker

__all__ = ["Erased", "compact", "copies", "erase_article", "erase_speaker", "leftovers", "of_address"]
