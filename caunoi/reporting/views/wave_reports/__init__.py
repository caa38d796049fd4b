"""The pages of consolidated reports."""
