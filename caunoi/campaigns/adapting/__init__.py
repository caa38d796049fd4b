"""What a unit decides on the plan it received: the superior's parts as they stood, and the unit's choices. Values and JSON."""
