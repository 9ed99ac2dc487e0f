"""Words for people: messages written in English in the code, translated with gettext."""
