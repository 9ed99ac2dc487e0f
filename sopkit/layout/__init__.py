"""Pages, rows, columns, symbols and arrows: geometry in points, no drawing."""
