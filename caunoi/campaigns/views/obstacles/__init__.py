"""Pages of obstacles: asking from a duty, the lists, one question with its answer."""
