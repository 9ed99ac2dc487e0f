"""The closed form: a case as an absorbing Markov chain, whose states are the symbols that wait.

With Q the chances to go from one state to another before the end, the row of the start in N = (I - Q)^-1
holds how often each state is expected (Kemeny and Snell, Finite Markov Chains, theorem 3.2.4). In a state the
first waiting symbol is carried out, so the visits of a symbol are those of the states that it is first in.
"""

from typing import NamedTuple

from sopkit.life.simulation.course import Course, Waiting, go_on

STATES = 1_500
"""States above which the chain is not solved."""


class Chain(NamedTuple):
    """What follows from the chain: how often each symbol is expected to be carried out, by its order.

    `is_serial` tells whether never more than one symbol waits: then the time of a case is its work.
    """

    visits: tuple[float, ...]
    is_serial: bool


class Endless(Exception):
    """Raised where a case can get to the symbol `order`, from where it never comes to an end."""

    def __init__(self, order: int) -> None:
        super().__init__(order)
        self.order = order


def solve(course: Course) -> Chain | None:
    """Return the closed form of `course`, None where it has too many states. Raises Endless."""
    states = _states(course)
    if states is None:
        return None
    _check_end(states)
    import numpy as np

    index = {state: number for number, state in enumerate(states)}
    matrix = np.identity(len(states))
    for state, moves in states.items():
        for following, chance in moves:
            if following:
                matrix[index[state], index[following]] -= chance
    start = np.zeros(len(states))
    for order in course.starts:
        start[index[(order,)]] += 1 / len(course.starts)
    expected = np.linalg.solve(matrix.T, start)
    visits = [0.0] * len(course.exits)
    for state, times in zip(states, expected.tolist(), strict=True):
        visits[state[0]] += times
    return Chain(tuple(visits), all(len(state) == 1 for state in states))


_States = dict[Waiting, list[tuple[Waiting, float]]]


def _states(course: Course) -> _States | None:
    """Return the states that a case can get to and the moves from each; the empty one is the end."""
    todo: list[Waiting] = [(order,) for order in course.starts]
    states: _States = {}
    while todo:
        state = todo.pop()
        if state in states or not state:
            continue
        if len(states) == STATES:
            return None
        states[state] = [(go_on(state, one.targets), one.chance) for one in course.exits[state[0]]]
        todo += [following for following, _ in states[state]]
    return states


def _check_end(states: _States) -> None:
    """Raise Endless unless the end can be reached from every state."""
    before: dict[Waiting, list[Waiting]] = {}
    for state, moves in states.items():
        for following, _ in moves:
            before.setdefault(following, []).append(state)
    todo: list[Waiting] = [()]
    ending: set[Waiting] = set()
    while todo:
        state = todo.pop()
        if state not in ending:
            ending.add(state)
            todo += before.get(state, [])
    endless = [state[0] for state in states if state not in ending]
    if endless:
        raise Endless(min(endless))
