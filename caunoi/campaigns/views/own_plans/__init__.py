"""Pages of a unit's own plan: writing it, putting it in force, its paper, amendments from above, what a superior sees."""
