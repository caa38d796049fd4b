"""Inspections now; filings and consolidated reports later.

Owns: charges (who looks after which unit), checklists, visits with findings and photographs, recommendations and remedies.
Owns not: obstacles (``campaigns``: they hang on a duty) and units, posts, rights (``orgs``).
Main actions: ``charge_units``, ``draw_up_checklist``, ``plan_visits``, ``save_finding``, ``record_visit``, ``judge_remedy``.
"""
