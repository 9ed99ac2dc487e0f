"""Two states of an SOP beside each other: what differs in meaning, whatever the files look like."""
