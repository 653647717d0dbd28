"""bytes → Article: one module a format."""
