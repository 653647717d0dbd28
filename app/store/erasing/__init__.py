"""Erasing for good, on legal demands: what was erased is in no table, index, file or log of ours."""

from app.store.erasing.articles import Erased, erase_article, of_address
from app.store.erasing.files import compact, copies, leftovers

__all__ = ["Erased", "compact", "copies", "erase_article", "leftovers", "of_address"]
