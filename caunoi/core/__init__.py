"""The ground floor: base templates and components, jobs, audit trail, storage, checks. No word of the field.

Owns: how pages look, how work is queued, how a change is recorded, how text is folded for search.
Does not own: anybody or anything a trade union knows of (``orgs`` and above).
Main calls: ``audit.record``, ``jobs.LeasedBackend``, ``text.fold``.
"""
