"""The consolidated report of a wave: gathered from the sums and the filings, put into words, tied figure by figure to its origin.

It reads and composes; writing rows is the business of ``actions.wave_reports``. The text of papers is Vietnamese.
"""
