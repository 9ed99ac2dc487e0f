"""The versions of one SOP: what its file says of them, and what git knows."""
