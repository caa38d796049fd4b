"""What is typed about congresses."""
