"""Two releases compared, in the kinds of people that one family of tables tells apart."""

from collections.abc import Callable, Collection, Iterator, Mapping

import numpy as np

from data.build.attacks.kinds import Family, Kinds
from data.build.attacks.pairs import Pair, is_same, is_shown
from data.build.attacks.rows import Count, Said
from data.build.attacks.smallest import MOST, Known, Unsettled, small_changes
from data.build.attacks.sums import Told, are_one, known_in_both, reduced, sums_of_areas, table

_CLOSE = 1e-5
_LARGEST = 3000


class Compared:
    """Two releases compared, table by table.

    Parameters
    ----------
    pair : Pair
    kinds : Kinds
    quiet : set
        Areas that need not be looked at.
    """

    def __init__(self, pair: Pair, kinds: Kinds, quiet: Collection[str]):
        self._pair = pair
        self._rows = {count: kinds.in_count(count) for count in pair.counts}
        self._families = kinds.families(self._rows)
        self._tables = [_Comparison(pair, family, self._rows, quiet) for family in self._families]
        for compared in self._tables:
            compared.learn([other for other in self._tables if other is not compared])

    @property
    def has_changed(self) -> bool:
        """Return whether no one table agrees with both releases, once sums have been sought."""
        return any(compared.has_changed for compared in self._tables)

    def sums_changed_by_few(
        self, threshold: int, is_guarded: Callable[[Count], bool]
    ) -> Iterator[tuple[np.ndarray, int, int]]:
        """Yield the smallest sums that both releases make known and that changed by 1 to ``threshold - 1``.

        Yields
        ------
        bool array over the kinds, int, int
            Whom the sum is of, what it came to in the older release and in the newer.

        Raises
        ------
        Contradiction
            If what a release shows does not add up.
        Unsettled
            If it could not be found out whether there are more.
        """
        found: list[dict[bytes, tuple[np.ndarray, int, int]]] = []
        for family, compared in zip(self._families, self._tables, strict=True):
            few = compared.small_changes(threshold, is_guarded)
            wide = [(family.widened(people), was, now) for people, was, now in few]
            found.append({people.tobytes(): (people, was, now) for people, was, now in wide})
        every = {name: sums for those in found for name, sums in those.items()}
        for name, sums in every.items():
            # A sum that splits into known sums in another table says no more than they do.
            others = [those for those, compared in zip(found, self._tables, strict=True) if compared.knows(sums[0])]
            if all(name in those or len(those) >= MOST for those in others):
                yield self._without_unchanged(*sums)

    def knows(self, people: np.ndarray) -> bool:
        """Return whether both releases make a sum known, as far as one table says."""
        return any(compared.knows(people) for compared in self._tables)

    def _without_unchanged(self, people: np.ndarray, was: int, now: int) -> tuple[np.ndarray, int, int]:
        """Return a sum without the counts in it that both releases show and that are the same in both."""
        shown = [count for count in self._rows if is_shown(self._pair, count) and is_same(self._pair, count)]
        same = {count: value for count in shown if (value := self._pair.now[count]) is not None}
        for count, value in sorted(same.items(), key=lambda item: -self._rows[item[0]].sum()):
            if not (self._rows[count] & ~people).any():
                people, was, now = people & ~self._rows[count], was - value, now - value
        return people, was, now


class _Comparison:
    """Two releases compared in one family of kinds.

    Parameters
    ----------
    pair : Pair
    family : Family
    rows : dict
        For each count of either release, which of all kinds it adds up.
    quiet : set
        Areas that need not be looked at.
    """

    def __init__(self, pair: Pair, family: Family, rows: Mapping[Count, np.ndarray], quiet: Collection[str]):
        narrowed = {count: family.narrowed(row) for count, row in rows.items()}
        self._pair, self._family = pair, family
        self._rows = {count: row for count, row in narrowed.items() if row is not None}
        self._loud = [count for count in self._rows if count.area_code not in quiet]
        self.has_changed = False
        self._known: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
        self._more: list[np.ndarray] = [np.zeros((0, len(family.of_area) + 1))] * 2

    def learn(self, others: Collection["_Comparison"]) -> None:
        """Take what other tables make known of whole areas, as far as this one does not know it."""
        areas = self._family.areas
        order = np.argsort(areas, kind="stable")
        first = np.unique(areas, return_index=True)[1]
        for place, said in enumerate((self._pair.was, self._pair.now)):
            mine = self.known_of_areas(said)[:, [*first, -1]]
            rank = len(mine)
            if rank == len(first):
                continue
            theirs = np.vstack([other.known_of_areas(said) for other in others] or [np.zeros((0, len(areas) + 1))])
            found = sums_of_areas(theirs[:, [*order, -1]], areas[order])
            for row in found[:, [*np.unique(areas[order], return_index=True)[1], -1]]:
                if len(reduced(np.vstack([mine, row])[:, :-1])[0]) > rank:
                    mine, rank = np.vstack([mine, row]), rank + 1
                    self._more[place] = np.vstack([self._more[place], [*row[self._family.of_area], row[-1]]])

    def known_of_areas(self, said: Said) -> np.ndarray:
        """Return the sums of areas that a release makes known: a column for each smallest area, and the result."""
        of_area = self._family.of_area
        shown = {count: value for count in self._rows if (value := said.get(count)) is not None}
        matrix = np.array([np.append(self._rows[count], value) for count, value in shown.items()], dtype=float)
        found = sums_of_areas(matrix.reshape(len(shown), len(of_area) + 1), of_area)
        first = np.unique(of_area, return_index=True)[1]
        return found[:, [*first[self._family.areas], -1]]

    def small_changes(
        self, threshold: int, is_guarded: Callable[[Count], bool]
    ) -> Iterator[tuple[np.ndarray, int, int]]:
        """Yield the smallest known sums that changed by few: kinds of the family, what they were and are.

        Raises
        ------
        Contradiction
            If what a release shows does not add up.
        Unsettled
            If it could not be found out whether there are more.
        """
        first, of = self._merged()
        was, now = (self._told(place, first) for place in (0, 1))
        if not self._loud or are_one(was, now):
            return
        self.has_changed = True
        if len(first) > _LARGEST:
            raise Unsettled
        one, other = table(was), table(now)
        basis, pivots = known_in_both(was, one.is_empty, now, other.is_empty)
        self._known = basis, pivots, first
        known = Known(basis, pivots, other.counts - one.counts, self._of_loud(first, self._is_shown_twice))
        exempt, at = reduced(self._of_loud(first, lambda count: not is_guarded(count)))

        def is_exempt(people: np.ndarray) -> bool:
            return bool(np.allclose(people[at] @ exempt, people, atol=_CLOSE))

        for people in small_changes(known, threshold, is_exempt):
            yield people[of], round(float(people @ one.counts)), round(float(people @ other.counts))

    def knows(self, people: np.ndarray) -> bool:
        """Return whether a sum of all kinds is among those of which :meth:`small_changes` has the smallest."""
        narrow = self._family.narrowed(people)
        if self._known is None or narrow is None:
            return False
        basis, pivots, first = self._known
        _, of = self._merged()
        merged = narrow[first]
        return bool((merged[of] == narrow).all() and np.allclose(merged[pivots] @ basis, merged, atol=_CLOSE))

    def _merged(self) -> tuple[np.ndarray, np.ndarray]:
        """Return one kind of each class of kinds that nothing tells apart, and the class of every kind."""
        told = [self._rows[count] for count in self._loud] + [row[:-1] for more in self._more for row in more]
        columns = np.array(told, dtype=float).reshape(len(told), len(self._family.of_area))
        _, first, of = np.unique(columns, axis=1, return_index=True, return_inverse=True)
        return first, of.ravel()

    def _told(self, place: int, first: np.ndarray) -> Told:
        said = (self._pair.was, self._pair.now)[place]
        shown = [count for count in self._loud if said.get(count) is not None]
        more = self._more[place]
        matrix = np.vstack([self._of_loud(first, lambda count: said.get(count) is not None), more[:, :-1][:, first]])
        return Told(matrix.astype(float), np.array([*(said[count] for count in shown), *more[:, -1]], dtype=float))

    def _of_loud(self, first: np.ndarray, is_wanted: Callable[[Count], bool]) -> np.ndarray:
        wanted = [self._rows[count][first] for count in self._loud if is_wanted(count)]
        return np.array(wanted, dtype=bool).reshape(len(wanted), len(first))

    def _is_shown_twice(self, count: Count) -> bool:
        return is_shown(self._pair, count)
