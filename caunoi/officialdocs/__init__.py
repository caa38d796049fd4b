"""Vietnamese administrative documents, read and written. Plain Python: no Django.

Owns: reading plans (.docx, .pdf, scans, .txt, .md), numbering, citations, dates; writing papers and reports in Decree 30 layout,
checking it, finding what was changed in a report since.
Does not own: what becomes of a plan once read (``caunoi.campaigns``).
Main calls: ``read_plan.read_plan``, ``readers.read_document``, ``write_docx.write_docx``, ``write_record.write_record``,
``write_report.write_report``, ``write_report_pdf.write_report_pdf``, ``comparing.compare``, ``checking.check_document``.
"""
