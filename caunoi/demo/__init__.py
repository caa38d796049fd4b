"""The demonstration: an invented province with a campaign half-way through its first wave.

Owns: the invented units, people, plan, activities and pictures.
Does not own: any rule; everything is made through the other apps' actions.
Main actions: ``load.load_demo``.
"""
