"""What people type about inspections; nothing is written here."""
