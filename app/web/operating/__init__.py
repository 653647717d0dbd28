"""What whoever runs the server sees: a line for each request, whether pages can be shown, how all fares."""
