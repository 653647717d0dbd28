"""What pages of an archive cost: a set of requests, the time of each, and what it cannot be less than."""
