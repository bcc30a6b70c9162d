"""Files of other people read with care, and files of ours written whole."""
