"""The feed of releases: well-formed Atom, what RFC 4287 requires, the newest first, and words in either language."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from components.opendata import feed as feed_module
from components.opendata.feed import feed
from components.opendata.releases import KeptRelease, changes_said, kept_releases, release_name
from components.wording.text import wording
from data.history import RELEASES, HistoryError, releases, sha256
from data.revisions import REASONS
from data.site import LANGUAGES, site
from web.answer import NoAnswerError
from web.open_data.answer import answer

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOTHING = dict.fromkeys(REASONS, 0)


def kept(identifier="2026-11-24", previous="2026-11-23", **changes):
    said = {name: {**NOTHING, **counts} for name, counts in changes.items()}
    return KeptRelease(identifier, "ab" * 32, 1000, previous, said)


def parsed(language="en"):
    return ElementTree.fromstring(feed(wording(language)))


@pytest.fixture
def releases_are(monkeypatch):
    def use(*kept):
        monkeypatch.setattr(feed_module, "kept_releases", lambda: kept)

    return use


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_has_what_atom_requires(language):
    root = parsed(language)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for parent in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", ATOM)) == 1
            assert parent.findtext(f"a:{name}", namespaces=ATOM).strip()
        assert re.fullmatch(r"urn:sha256:[0-9a-f]{64}", parent.findtext("a:id", namespaces=ATOM))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00Z", parent.findtext("a:updated", namespaces=ATOM))
        assert parent.find("a:link[@rel='alternate']", ATOM) is not None
    assert root.findtext("a:author/a:name", namespaces=ATOM) == site().owner.name[language]
    assert root.find("a:link[@rel='self']", ATOM).get("href") == f"/open-data/releases.atom?lang={language}"
    ids = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids) == len(releases()) + 1


def test_the_newest_release_comes_first_and_dates_the_feed():
    root, newest = parsed(), releases()[-1]
    updated = [entry.findtext("a:updated", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    assert updated == sorted(updated, reverse=True)
    assert root.findtext("a:updated", namespaces=ATOM) == updated[0]
    assert root.findtext("a:entry/a:id", namespaces=ATOM) == f"urn:sha256:{sha256(newest.files['manifest.json'])}"


def test_an_entry_leads_to_its_frozen_zip_and_to_what_it_changed():
    entry = parsed("cy").find("a:entry", ATOM)
    newest, before = releases()[-1], releases()[-2]
    assert entry.find("a:link[@rel='enclosure']", ATOM).get("href") == f"/open-data/releases/{newest.id}.zip"
    length = int(entry.find("a:link[@rel='enclosure']", ATOM).get("length"))
    assert length == (RELEASES / f"{newest.id}.zip").stat().st_size
    compared = f"/downloads?lang=cy&from={before.id}&to={newest.id}"
    assert entry.find("a:link[@rel='alternate']", ATOM).get("href") == compared


def test_releases_of_one_day_are_updated_one_after_another():
    order = [kept(identifier).updated for identifier in ("2026-11-24", "2026-11-24.2", "2026-11-24.10", "2026-11-25")]
    assert order == sorted(set(order))


def test_a_release_is_named_by_its_day_and_its_number():
    assert release_name("2026-11-24", wording("en")) == "24 November 2026"
    assert release_name("2026-11-24.2", wording("cy")) == "24 Tachwedd 2026 (2)"


def test_what_changed_is_said_by_indicator_and_only_what_did():
    changed = kept(nrm_referrals={"added": 1700, "hidden": 2, "status": 3}, recorded_offences={})
    said = changes_said(changed, wording("en"))
    assert "new figures 1,700, newly hidden 2, status changed 3." in said
    assert "revised" not in said
    assert wording("en")("indicator.recorded_offences.name") not in said


def test_a_release_that_changes_nothing_and_the_first_one_say_so(words):
    assert changes_said(kept(recorded_offences={}), words) == words("downloads.release.same")
    assert changes_said(kept(previous=""), words) == words("downloads.release.first")


def test_an_indicator_that_is_no_longer_in_the_register_is_named_by_its_code(english):
    assert changes_said(kept(old_thing={"removed": 3}), english) == "old_thing: no longer published 3."


def test_words_are_escaped(releases_are, monkeypatch, english):
    hostile = {"en": "<b>& Co", "cy": "<b>& Cwmni"}
    shown = replace(site(), title=hostile, address="https://data.test")
    monkeypatch.setattr(feed_module, "site", lambda: shown)
    releases_are(kept(recorded_offences={"revised": 1}))
    content = feed(english)
    assert b"<b>" not in content
    root = ElementTree.fromstring(content)
    assert root.findtext("a:title", namespaces=ATOM).endswith("<b>& Co")
    assert root.find("a:link[@rel='self']", ATOM).get("href").startswith("https://data.test/open-data/")


def test_without_any_release_the_feed_is_still_one(releases_are, english):
    releases_are()
    root = ElementTree.fromstring(feed(english))
    assert root.findall("a:entry", ATOM) == []
    assert root.findtext("a:updated", namespaces=ATOM)


def test_the_open_data_hand_out_the_feed_in_the_language_that_is_asked_for():
    found = answer("releases.atom", {"lang": "cy"})
    assert found.media_type.startswith("application/atom+xml")
    assert found.content == feed(wording("cy"))
    assert answer("releases.atom", {"lang": "<x>"}).content == feed(wording("en"))


def test_damaged_releases_are_not_handed_out(monkeypatch):
    def damaged():
        raise HistoryError("releases/2026-11-24.zip cannot be read")

    monkeypatch.setattr(feed_module, "kept_releases", damaged)
    with pytest.raises(NoAnswerError, match="unavailable"):
        answer("releases.atom", {})


def test_of_a_release_only_little_is_kept():
    assert [entry.id for entry in kept_releases()] == [release.id for release in releases()][::-1]
    assert all(not isinstance(value, bytes) for entry in kept_releases() for value in vars(entry).values())
