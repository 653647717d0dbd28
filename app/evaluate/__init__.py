"""Corpora → scores."""
