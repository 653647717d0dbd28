"""Reports that something is wrong, as readers send them: without an account, a script or a cookie."""
