"""Damaged files: mutated ones of every format, and harnesses for the readers."""
