"""An SOP as frozen dataclasses: durations, dates, laws, flow. Pure: imports no other room."""
