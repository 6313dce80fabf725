"""What composes everything: the page "Oggi" by role, and the frame around every page."""
