"""Pure: what belongs together across articles."""
