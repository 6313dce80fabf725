"""What is decided about cases: facts in, reasons out."""
