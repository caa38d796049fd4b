"""Reorganising the tree at a date: steps → a simulation that finds every problem → a plan → one writing that can be undone.

``simulating`` changes a picture of the tree in memory (``shape``), ``ending`` settles who succeeds whom; what differs
afterwards is written set by set (``writing``), and what was written says how it is taken back (``undoing``). Layers above
join in through ``consequences``.
"""
