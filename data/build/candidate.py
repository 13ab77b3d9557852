"""The release that sources make: protected, not yet proven, nothing of it written."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from data.build import aggregate
from data.build.anonymise import anonymise, dimensions_of, shares_shown
from data.build.check_figures import check_observations, check_still_there
from data.build.compare import lines_of
from data.build.package import files_of_release
from data.build.past import Held, is_held, observations_of, provenance
from data.build.progress import Progress
from data.build.protection.contributors import contributions
from data.build.protection.publication import publications
from data.build.protection.seeds import Seed, seed_for
from data.build.publish import next_release
from data.build.report import told_to_all
from data.build.request import Request
from data.build.sources import Source
from data.history import Release
from data.register import register
from data.revisions import compared, recorded, tally


def seed_of(request: Request, past: Sequence[Release]) -> Seed:
    """Return the secret seed of the release to be made."""
    day = max(request.release, past[-1].id.partition(".")[0]) if past else request.release
    return seed_for(next_release(past[-1].id if past else None, day), request.seeds_kept, request.seed)


def candidate(
    request: Request, sources: dict[str, Source], past: Sequence[Release], seed: bytes
) -> tuple[Release, list[str]]:
    """Return the release these sources make, and what it changes; the last release itself if they change nothing."""
    said, last = [observations_of(release) for release in past], past[-1] if past else None
    everything = aggregate.observations(register(), sources)
    held = (*request.hold_back, *_not_supplied(sources)) if last else ()
    fresh = everything[~is_held(everything, held)]
    observations, protected = anonymise(
        fresh, register(), sources, seed=seed, past=said, contributed=contributed(sources), progress=Progress
    )
    before = said[-1] if last else observations[:0]
    observations = aggregate.joined(observations, before[is_held(before, held)], register())
    check_observations(observations)
    check_still_there(before, observations, register())

    package = partial(
        files_of_release,
        provenance=provenance(sources, register(), held, last),
        tables={"observations": observations, "population": aggregate.population(sources["population"])},
        held_back=told_to_all(request.hold_back, register()),
    )
    if last and package(last.id)["manifest.json"] == last.files["manifest.json"]:
        return last, []
    both = compared(before, observations)
    identifier = next_release(last.id if last else None, request.release)
    changes = {"previous": last.as_previous() if last else None, "indicators": recorded(tally(both))}
    lines = ["Compared with the last release:", *lines_of(both), "Left to see:", *shares_shown(protected)]
    return Release(identifier, package(identifier), changes), lines


def contributed(sources: dict[str, Source]) -> dict[str, dict[str, pd.DataFrame]]:
    """Return what each contributor knows of the indicators that are protected against their contributors."""
    found = {}
    for name, publication in publications().items():
        indicator = register()[name]
        if publication.insider and indicator.source in sources:
            source = sources[indicator.source]
            found[name] = contributions(indicator, source, publication, dimensions_of(indicator, source))
    return found


def _not_supplied(sources: dict[str, Source]) -> list[Held]:
    """Return the indicators that stay as they were, because their records were not supplied this time."""
    return [Held(name) for name, indicator in register().items() if indicator.source not in sources]
