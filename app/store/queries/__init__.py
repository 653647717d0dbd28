"""Questions pages ask, answered as frozen view records."""
