"""Forms to fill in on paper or in a spreadsheet: monitoring, evaluation, and which SOPs are needed."""
