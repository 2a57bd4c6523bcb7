"""Reads what a camera or a scanner saw; it needs the extra ``scan``."""
