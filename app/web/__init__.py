"""The pages: query-only connections in, HTML out."""
