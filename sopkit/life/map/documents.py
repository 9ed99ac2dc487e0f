"""What one SOP makes and another needs, told by the names of the documents.

A document that many SOPs hold (Disposisi, Nota dinas) tells nothing about two of them, and neither does a
name of a single word: both are left out.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sopkit.model.sop import Sop
from sopkit.text import normalise

MOST_HOLDERS = 5
"""So many SOPs may hold a document, as an output or as an input; with more it is generic."""
_FEWEST_WORDS = 2


class Shared(NamedTuple):
    """The documents that go from one SOP to another, by the two file names, as the first one calls them.

    `generic` are those that more than MOST_HOLDERS SOPs hold.
    """

    pairs: dict[tuple[str, str], tuple[str, ...]]
    generic: tuple[str, ...]


def shared_documents(sops: Mapping[str, Sop]) -> Shared:
    """Return what the outputs of `sops`, by file name, have in common with the inputs of others.

    Names are compared without case, punctuation and spacing. Who makes a document needs nobody else's. What
    was replaced or withdrawn makes and needs nothing.
    """
    makers: dict[str, dict[str, str]] = defaultdict(dict)
    users: dict[str, set[str]] = defaultdict(set)
    for name, sop in sops.items():
        if not sop.is_current:
            continue
        for output in (text for step in sop.steps for text in step.outputs):
            makers[normalise(output.value)].setdefault(name, output.value)
        for needed in (text for step in sop.steps for text in step.inputs):
            users[normalise(needed.value)].add(name)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    generic = []
    for document, made_by in makers.items():
        takers = sorted(users[document] - made_by.keys())
        if not takers or len(document.split()) < _FEWEST_WORDS:
            continue
        if len(made_by) + len(takers) > MOST_HOLDERS:
            generic.append(next(iter(made_by.values())))
            continue
        for maker, written in made_by.items():
            for taker in takers:
                pairs[maker, taker].append(written)
    return Shared(
        {pair: tuple(sorted(found)) for pair, found in sorted(pairs.items())}, tuple(sorted(generic))
    )
