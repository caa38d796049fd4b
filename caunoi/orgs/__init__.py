"""Units in time, the people who hold posts in them, audiences, notices.

Owns: ``Unit`` with its dated placements and designations, successions, member counts; ``User``, ``Post``, rights; ``Audience``.
Does not own: what the units are told to do (``campaigns``).
Main actions: ``create_unit``, ``move_unit``, ``close_unit``, ``upload_units``, ``appoint``, ``invite``, ``notify``.
"""
