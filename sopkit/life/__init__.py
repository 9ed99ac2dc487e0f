"""The life of an SOP after it is written: tried, kept, watched."""
