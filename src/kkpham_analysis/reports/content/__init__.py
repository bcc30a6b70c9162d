"""What each report says and shows: one module for each notebook, by its name, and the facts and words they share."""
