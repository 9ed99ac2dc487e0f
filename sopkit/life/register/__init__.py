"""The register (Daftar SOP): which SOPs there are, now or at a past day, what for, and until when."""
