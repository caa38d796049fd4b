"""What units report on a wave, what it adds up to, the official report; guidance and inspection.

Owns: indicators, report forms, filings, sums of branches, consolidated reports with their sources; charges, checklists, visits.
Owns not: activities and obstacles (``campaigns``), units, posts, rights (``orgs``), how a paper is laid out (``officialdocs``).
Main actions: ``draw_up_form``, ``open_form``, ``submit_filing``, ``approve_filing``, ``write_report_paper``, ``record_visit``.
"""
