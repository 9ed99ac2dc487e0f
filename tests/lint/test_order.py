"""The order of legal bases, over random lists: the two orders settle at once and agree with each other."""

import random
from itertools import combinations

import pytest

from sopkit.lint.order import by_hierarchy, by_year, misplaced
from sopkit.model.law import LegalBasis, parse_legal_basis

LAWS = """\
UUD 1945
UU 1/2009
UU 3/2004
Perppu 2/2022
PP 5/2010
PP 4/2010
Perpres 2/2018
Keppres 4/2001
Inpres 3/2003
Permendagri 5/2011
PKPU 4/2011
PKPU 2/2011
Perda 9/2016
Perda Kota X 3/2011
Perda Provinsi Y 3/2012
Perbup 4/2010
Instruksi Bupati 4/2011
Keputusan KPU Nomor 4/HK/2010
SE 5/2010
Kode etik
""".splitlines()


def read(texts: list[str]) -> tuple[LegalBasis, ...]:
    return tuple(parse_legal_basis(text, ("dasar_hukum", at)) for at, text in enumerate(texts))


def ranked(texts: list[str]) -> list[str]:
    bases = read(texts)
    return [texts[at] for at in by_hierarchy(bases)] if misplaced(bases) else texts


def dated(texts: list[str]) -> list[str]:
    return [texts[at] for at in by_year(read(texts))[0]]


def is_wrong(bases: list[LegalBasis]) -> bool:
    levels = [(basis.level, basis.lowest) for basis in bases if basis.level and basis.lowest]
    return any(first[0] > second[1] for first, second in combinations(levels, 2))


@pytest.mark.parametrize("seed", range(40))
def test_orders(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        texts = [chance.choice(LAWS) for _ in range(chance.randint(1, 7))]
        bases = read(texts)
        moves = misplaced(bases)
        moved = [move.law for move in moves]
        assert bool(moves) == is_wrong(list(bases))
        assert not is_wrong([basis for basis in bases if basis not in moved])
        fewer = combinations(bases, len(bases) - len(moves) + 1) if moves else ()
        assert all(is_wrong(list(kept)) for kept in fewer), "fewer moves would do"
        assert ranked(ranked(texts)) == ranked(texts)
        assert dated(dated(texts)) == dated(texts)
        assert bool(by_year(bases)[1]) == (dated(texts) != texts)
        assert dated(ranked(texts)) == ranked(dated(texts))
