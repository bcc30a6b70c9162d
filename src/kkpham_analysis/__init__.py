"""KKP HAM."""
