"""Which activities of the office have an SOP, and which SOP belongs to none: Tabel 6 against the register."""
