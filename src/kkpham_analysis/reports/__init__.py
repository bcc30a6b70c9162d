"""How it is handed on: running notebooks, plans of reports, and pages to read."""
