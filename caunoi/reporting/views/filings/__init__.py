"""Pages of reports: the unit that files and the level above that decides, one report at a time."""
