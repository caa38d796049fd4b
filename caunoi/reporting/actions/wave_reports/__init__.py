"""Consolidated reports: written, worded, edited outside and taken back, issued."""
