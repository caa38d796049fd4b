"""The officer's workspace: what is due, what came back, what is missing below.

Owns: the desk's home, its navigation, the page of components.
Does not own: the pages of the chain (each app's own views).
"""
