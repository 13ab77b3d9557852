"""Whether the figures can be read and how old they are, for whoever watches the site."""

from __future__ import annotations

import json
from dataclasses import dataclass

from components.guidance.registry import contacts_to_confirm
from components.wording import trial
from data import current
from data.site import settings_missing, site
from web.answer import JSON, NO_STORE, Answer
from web.sessions import SESSIONS

# Until the pages of the home area are drawn, whoever stands in front is to ask again so many seconds later.
SOON = "2"


@dataclass
class Readiness:
    """Whether a crowd can be let in: ``web/start.py`` says so."""

    is_ready: bool = False


READINESS = Readiness()


def health() -> Answer:
    """Return the state of the figures as JSON: 503 while the site starts, and then always 200.

    Pages are answered in any case, and the guidance whatever becomes of the figures.
    """
    state, is_ready = current.state(), READINESS.is_ready
    said = {
        "status": ("ok" if state.problem is None else "degraded") if is_ready else "starting",
        "release": state.release,
        "trial": trial.is_trial(),
        "problem": state.problem,
        "newest": {age.indicator: age.newest for age in state.ages},
        "editions_due": [age.indicator for age in state.ages if age.is_due],
        "contacts_to_confirm": contacts_to_confirm(),
        "address": site().address or None,
        "settings_missing": settings_missing(),
        "sessions": {"open": SESSIONS.open, "most": SESSIONS.most},
    }
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    if is_ready:
        return Answer(content, JSON, {"cache-control": NO_STORE})
    return Answer(content, JSON, {"cache-control": NO_STORE, "retry-after": SOON}, 503)
