"""What the procedures of emergencies look at, as pure functions over frozen facts."""
