"""Raising an SOP to its next version: into force, changed, corrected, or to its end."""
