"""Pictures made on the server: pure functions from records to the shapes that templates write as SVG."""
