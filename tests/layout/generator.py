"""Random flowcharts, hard ones: nested returns, forks, joins and up to half of the steps decisions."""

import random

from sopkit.layout.geometry import Caption, Column, Link, Row, Size, Symbol

LABEL = Size(16, 8)
CONNECTOR_SIZE = Size(14, 14)


def problem(seed, rows=None):
    """Return columns, rows, symbols and links of the flowchart number `seed`: one symbol a row."""
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


class Page:
    """A random page of everything at once: see `draw` for what its parts are."""

    def __init__(self, seed, rows=None):
        self.chance = random.Random(seed)
        chance = self.chance
        widths = [chance.choice((62.0, 70.0, 90.0, 120.0)) for _ in range(chance.randint(2, 6))]
        lefts = [100 + sum(widths[:n]) for n in range(len(widths))]
        self.columns = [
            Column(f"p{n}", x, x + width) for n, (x, width) in enumerate(zip(lefts, widths, strict=True))
        ]
        self.size = Size(min(widths) - 22, 24)
        self.rows, self.symbols, self.links, self.joins, self.captions = [], [], [], [], []
        self.flow = []
        self.top = 50.0
        strip = chance.random() < 0.5
        if strip:
            self._strip()
        incoming = list(self.symbols)
        for step in range(1, (rows or chance.randint(4, 14)) + 1):
            self._row(step)
        first, last = self.flow[0], self.flow[-1]
        self._change(first, "mulai")
        self._change(last, "selesai")
        before = len(self.symbols)
        if strip:
            self._strip()
        outgoing = self.symbols[before:]
        self._link()
        for connector in incoming:
            self._arrow(connector.id, chance.choice(self.flow[1:4]))
        ends = [name for name in self.flow if self._kind(name) == "proses"] or [first]
        for connector in outgoing:
            self._arrow(chance.choice(ends[-4:]), connector.id)

    def parts(self):
        """Return the arguments of `draw`."""
        return self.columns, self.rows, self.symbols, self.links, self.joins, self.captions

    def _strip(self):
        chance = self.chance
        for column in sorted(chance.sample(range(len(self.columns)), min(2, len(self.columns)))):
            y = self.top + 15
            self._symbol(f"c{len(self.symbols)}", None, column, "penghubung", y, CONNECTOR_SIZE)
        self.rows.append(Row(None, self.top, self.top + 30))
        self.top += 30

    def _row(self, step):
        chance = self.chance
        form = chance.choice(("one", "one", "one", "stacked", "beside", "joint", "aslant"))
        columns = chance.sample(range(len(self.columns)), 2)
        levels = 2 if form in {"stacked", "aslant"} else 1
        height = levels * 24 + (levels - 1) * 26 + chance.choice((32.0, 36.0, 50.0, 90.0))
        first = self.top + (height - levels * 24 - (levels - 1) * 26) / 2 + 12
        for nth in range(1 if form in {"one", "joint"} else 2):
            y = first + (50 * nth if levels == 2 else 0)
            name = f"s{step}-{nth}"
            kind = "keputusan" if chance.random() < 0.3 else "proses"
            self._symbol(name, step, columns[0 if form == "stacked" else nth], kind, y, self.size)
            self.flow.append(name)
        if form == "joint":
            self._symbol(f"s{step}-b", step, columns[1], "proses", first, self.size)
            self.joins.append((f"s{step}-0", f"s{step}-b"))
        self.rows.append(Row(step, self.top, self.top + height))
        self.top += height

    def _symbol(self, name, step, column, kind, y, size):
        place = self.columns[column]
        self.symbols.append(
            Symbol(name, step, place.executor, kind, (place.x0 + place.x1) / 2, y, size.width, size.height)
        )
        if kind == "keputusan" and self.chance.random() < 0.4:
            self.captions.append(
                Caption(name, "?", Size(self.chance.uniform(12, 34), self.chance.choice((7, 14))))
            )

    def _kind(self, name):
        return next(symbol.kind for symbol in self.symbols if symbol.id == name)

    def _change(self, name, kind):
        self.symbols = [
            Symbol(s.id, s.step, s.executor, kind, s.x, s.y, s.width, s.height) if s.id == name else s
            for s in self.symbols
        ]

    def _arrow(self, source, target, label=None):
        link = Link(source, target, label, LABEL if label else None)
        if not any((one.source, one.target) == (source, target) for one in self.links):
            self.links.append(link)

    def _link(self):
        chance, flow = self.chance, self.flow
        is_joint = {name for join in self.joins for name in join}
        for n, name in enumerate(flow[:-1]):
            later = flow[n + 1 : n + 7]
            if self._kind(name) == "keputusan":
                self._arrow(name, later[0], "ya")
                if chance.random() < 0.15:
                    self._arrow(name, chance.choice(later), "ya")
                back = flow[max(n - 4, 0) : n + 1]
                self._arrow(name, chance.choice(back if chance.random() < 0.6 else later), "tidak")
                if chance.random() < 0.1 and name not in is_joint:
                    self._arrow(name, chance.choice(later), "lain")
            else:
                self._arrow(name, later[0])
                for _ in range(chance.choice((0, 0, 0, 0, 1, 2, 4))):
                    self._arrow(name, chance.choice(later))
