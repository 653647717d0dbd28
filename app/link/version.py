"""What vectors depend on besides the words, told without loading what makes them."""

ENCODER = "minilm-1"
"""Changes whenever vectors of the same words do."""
