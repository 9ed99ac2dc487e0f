"""Random flowcharts, hard ones: nested returns, forks, joins and up to half of the steps decisions."""

import random

from sopkit.layout.geometry import Column, Link, Row, Size, Symbol

LABEL = Size(16, 8)


def problem(seed, rows=None):
    """Return columns, rows, symbols and links of the flowchart number `seed`."""
    chance = random.Random(seed)
    rows = rows or chance.randint(8, 30)
    count = chance.randint(2, 8)
    width, height = 90.0, 60.0
    columns = [Column(f"p{n}", 200 + n * width, 200 + (n + 1) * width) for n in range(count)]
    places, top = [], 80.0
    for n in range(rows):
        tall = chance.choice((height, height, 75.0, 110.0))
        places.append(Row(n + 1, top, top + tall))
        top += tall
    share = chance.uniform(0.1, 0.5)
    symbols, links = [], []
    for n, row in enumerate(places):
        column = chance.randrange(count)
        kind = "mulai" if n == 0 else "selesai" if n == rows - 1 else "proses"
        if kind == "proses" and chance.random() < share:
            kind = "keputusan"
        x, y = 200 + (column + 0.5) * width, (row.y0 + row.y1) / 2
        symbols.append(Symbol(f"s{n}", row.step, f"p{column}", kind, x, y, 50.4, 25.2))
        if kind == "selesai":
            break
        is_decision = kind == "keputusan"
        links.append(
            Link(f"s{n}", f"s{n + 1}", "ya" if is_decision else None, LABEL if is_decision else None)
        )
        if is_decision:
            far = chance.choice((2, 4, 10))
            other = n - chance.randint(0, far) if chance.random() < 0.6 else n + 1 + chance.randint(1, far)
            links.append(Link(f"s{n}", f"s{min(max(other, 0), rows - 1)}", "tidak", LABEL))
        elif chance.random() < 0.1 and n + 2 < rows:
            links.append(Link(f"s{n}", f"s{n + 2}"))
    return columns, places, symbols, links
