"""Plain functions that make what a test needs, through the real use cases where history matters."""
