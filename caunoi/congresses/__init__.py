"""Congress cycles and congresses: the dates that everything else hangs on.

Owns: ``Cycle``, ``Congress`` and the history of its dates.
Does not own: the waves that hang on those dates (``campaigns``).
Main actions: ``set_congress_date``.
"""
