"""What ``benchmarks/opinions.py`` is made of: data, runs in fresh processes, the table of targets, pictures."""
