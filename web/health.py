"""Whether the figures can be read and how old they are, for whoever watches the site."""

from __future__ import annotations

import json

from components.guidance.registry import contacts_to_confirm
from components.wording import trial
from data import current
from data.site import settings_missing, site
from web.answer import JSON, NO_STORE, Answer
from web.sessions import SESSIONS


def health() -> Answer:
    """Return the state of the figures as JSON; the guidance is served in any case, so the status is always 200."""
    state = current.state()
    said = {
        "status": "ok" if state.problem is None else "degraded",
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
    return Answer(content, JSON, {"cache-control": NO_STORE})
