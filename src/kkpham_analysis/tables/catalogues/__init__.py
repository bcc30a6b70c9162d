"""Lists of indicators: those in use, and those that their holders load."""
