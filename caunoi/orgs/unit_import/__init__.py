"""The tree of units as a sheet: safe reading, a check that shows every problem, bulk writing, export.

What a sheet says: from a day on, these units stand there and are called so. Units it does not name are left alone.
"""
