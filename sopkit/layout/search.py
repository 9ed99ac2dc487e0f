"""The search for the cheapest way of one arrow among those already drawn (A*).

A state is a step: the arrow is about to leave a point in a direction. From a state the search runs straight
on as long as that promises no less than before, and notes at every point what turning there would cost.
"""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from sopkit.layout.board import FREE, SYMBOL, ZONE, Board, Way
from sopkit.layout.costs import BEND, CROSSING, JOIN, LABEL_PASS, NEVER, SHARED_BEND
from sopkit.layout.grid import Grid

UNBOUNDED = 1_000_000_000
ROUNDING = 1e-7
Rest = tuple[float, int, Way]
"""What following another arrow from a point to the target costs, the direction, and the way there."""


def find_way(  # noqa: PLR0915 - one loop without calls: nearly all time is spent in it
    board: Board, number: int, limit: float = NEVER, margin: int = 1, effort: int = UNBOUNDED
) -> Way | None:
    """Return the cheapest way of the arrow `number` that costs less than `limit`; None where there is none.

    It stays within `margin` rows above and below those of its two ends. After `effort` states the search
    gives up and returns the best way so far.
    """
    grid, route, weights = board.grid, board.routes[number], board.weights[number]
    target, goal = route.target, grid.place[route.target]
    first, last = sorted((grid.row(route.source), grid.row(target)))
    bounds = weights.bounds
    # By the axis along which the arrow moves: lengths, factors across, promises along and across, extent.
    tables = (
        (board.across, weights.rows, weights.far_x, weights.sign_x, weights.far_y, weights.sign_y),
        (board.down, weights.columns, weights.far_y, weights.sign_y, weights.far_x, weights.sign_x),
    )
    extents = (0, len(grid.x.positions) - 1), grid.y.limits(first - margin, last + margin)
    owner, marks, zones, height = board.owner, board.marks, board.zones, grid.height
    joins = _joins(board, number)
    enterable = weights.entries if board.may_open(target) else (NEVER,) * 4
    leave: dict[int, float] = {}
    parent: dict[int, int] = {}
    trunks: dict[int, Way] = {}
    queue: list[tuple[float, float, int]] = []
    for cost, step, trunk in _starts(board, number):
        if cost < leave.get(step, limit):
            leave[step], trunks[step] = cost, trunk
            queue.append((cost, -cost, step))
    heapify(queue)
    found: tuple[int, int, Way] | None = None
    while queue:
        promise, cost, origin = heappop(queue)
        if promise >= limit:
            break
        cost = -cost
        if cost > leave[origin]:
            continue
        effort -= 1
        if not effort:
            break
        direction = origin & 3
        axis = direction & 1
        along, across = (origin >> 2) % height, (origin >> 2) // height
        if not axis:
            along, across = across, along
        length, factors, far, sign, far_aside, sign_aside = tables[axis]
        lowest, highest = extents[axis]
        factor, aside, sign_aside_here = factors[across], far_aside[across], sign_aside[across]
        onward = 1 if direction < 2 else -1
        before = 0 if direction < 2 else -1
        stride = 4 * grid.steps[direction]
        ahead_bound = bounds[axis][direction][sign_aside_here]
        left_bound = bounds[axis][direction ^ 1][sign_aside_here]
        right_bound = bounds[axis][direction ^ 3][sign_aside_here]
        step = origin
        while True:
            cost += length[along + before] * factor
            along += onward
            step += stride
            if not lowest <= along <= highest:
                break
            mark = marks[step >> 2]
            if mark == SYMBOL:
                cost += enterable[direction ^ 2]
                if step >> 2 == goal and cost < limit:
                    limit, found = cost, (origin, goal, ())
                break
            ahead, left, right = owner[step], owner[step ^ 1], owner[step ^ 3]
            here, rest = far[along] + aside, sign[along]
            if ahead >= 0 or left >= 0 or right >= 0:
                if target in (ahead, left, right):
                    joined = joins.get(step >> 2)
                    if joined is not None:
                        cost += JOIN + joined[0] + (SHARED_BEND if joined[1] != direction else 0.0)
                        if cost < limit:
                            limit, found = cost, (origin, step >> 2, joined[2])
                    break
                if ahead != FREE:
                    break
                cost += CROSSING
                if mark == ZONE:
                    cost += LABEL_PASS * sum(one != axis for one in zones[step >> 2])
            elif mark == ZONE:
                if ahead != FREE:
                    break
                cost += LABEL_PASS * sum(one != axis for one in zones[step >> 2])
            else:
                turned = cost + BEND
                if left == FREE and turned < leave.get(step ^ 1, limit):
                    promised = turned + here + left_bound[rest]
                    if promised < limit:
                        leave[step ^ 1], parent[step ^ 1] = turned, origin
                        heappush(queue, (promised, -turned, step ^ 1))
                if right == FREE and turned < leave.get(step ^ 3, limit):
                    promised = turned + here + right_bound[rest]
                    if promised < limit:
                        leave[step ^ 3], parent[step ^ 3] = turned, origin
                        heappush(queue, (promised, -turned, step ^ 3))
                if ahead != FREE:
                    break
            if cost >= leave.get(step, limit):
                break
            leave[step], parent[step] = cost, origin
            promised = cost + here + ahead_bound[rest]
            if promised > promise + ROUNDING:
                if promised < limit:
                    heappush(queue, (promised, -cost, step))
                break
    return _trace(grid, parent, trunks, *found) if found else None


def _starts(board: Board, number: int) -> Iterator[tuple[float, int, Way]]:
    """Yield the steps an arrow may begin with, what they cost, and the way before them.

    An arrow that forks from another begins where it leaves their common way; it has a second exit only if no
    fork is possible, and not from a decision, where that would look like another answer.
    """
    siblings = [n for n in board.siblings[number] if board.ways[n] is not None]
    seen: set[int] = set()
    for other in siblings:
        yield from _branches(board, number, board.ways[other] or (), seen)
    if siblings and board.weights[number].is_single:
        return
    start, extra = board.grid.place[board.routes[number].source], board.second_exit(number)
    for side in range(4):
        cost = board.exit_cost(number, side)
        if cost < NEVER:
            yield cost + extra, 4 * start + side, (start,)


def _branches(board: Board, number: int, trunk: Way, seen: set[int]) -> Iterator[tuple[float, int, Way]]:
    """Yield the steps by which an arrow may leave the way of another, up to where strangers share that."""
    grid, owner = board.grid, board.owner
    heading = grid.direction(trunk[0], trunk[1])
    cost = board.trunk_start(number, heading)
    for place, here in enumerate(trunk[1:-1], 1):
        cost += board.length(number, trunk[place - 1], heading)
        if not board.is_own(number, 4 * here + (heading ^ 2)):
            return
        onward = grid.direction(here, trunk[place + 1])
        if here not in seen and not board.marks[here]:
            seen.add(here)
            steps = range(4 * here, 4 * here + 4)
            if all(owner[step] < 0 or board.is_own(number, step) for step in steps):
                leaving = board.fork_cost(here, heading)
                for step in steps:
                    if owner[step] == FREE:
                        turn = BEND if step & 3 != heading else 0.0
                        yield cost + turn + leaving, step, trunk[: place + 1]
        if onward != heading:
            cost += SHARED_BEND
        heading = onward


def _joins(board: Board, number: int) -> dict[int, Rest]:
    """Return, for the points of arrows to the same target, what it costs to follow them from there."""
    found: dict[int, Rest] = {}
    grid, owner, weights = board.grid, board.owner, board.weights[number]
    target = board.routes[number].target
    for other in board.entering[target]:
        way = board.ways[other]
        if way is None or other == number:
            continue
        direction = grid.direction(way[-2], way[-1])
        cost = weights.entries[direction ^ 2]
        for place in range(len(way) - 2, 0, -1):
            here = way[place]
            following, direction = direction, grid.direction(here, way[place + 1])
            if owner[4 * here + direction] != target:
                break  # others fork from it further on
            if following != direction:
                cost += SHARED_BEND
            elif place < len(way) - 2:
                cost += board.passing(target, way[place + 1], direction)
            cost += board.length(number, here, direction)
            is_fork = owner[grid.step(here, way[place - 1])] != target
            if not board.marks[here] and not is_fork and here not in found:
                found[here] = cost, direction, way[place + 1 :]
    return found


def _trace(
    grid: Grid, parent: dict[int, int], trunks: dict[int, Way], origin: int, end: int, rest: Way
) -> Way:
    """Return the whole way to the point `end` and on: back along the parents, and the way before them."""
    pieces: list[list[int]] = []
    while True:
        here = origin >> 2
        pieces.append(grid.line(here, end)[1:])
        end = here
        if origin not in parent:
            break
        origin = parent[origin]
    points = [point for piece in reversed(pieces) for point in piece]
    return (*trunks[origin], *points, *rest)
