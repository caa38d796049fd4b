"""The chain: instrument, provision, duty, assignment, activity.

Owns: plans read and confirmed, campaigns with their waves, windows, themes, channels and duties, what units did, its evidence.
Does not own: reading a document (``officialdocs``), units and rights (``orgs``), congress dates (``congresses``).
Main actions: ``upload_plan``, ``confirm_import``, ``issue_campaign``, ``log_activity``, ``apply_amendment``.
"""
