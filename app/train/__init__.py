"""Corpora → the weights of the tagger. Needs the extra ``train``; only its command imports this room."""
