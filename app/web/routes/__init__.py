"""One module a family of addresses."""
