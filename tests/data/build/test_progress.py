"""What a build says while it works."""

from data.build import progress
from data.build.progress import Progress, heard, say


def test_what_is_said_can_be_kept_too_without_how_far_a_step_has_come(capsys, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0)
    say("before")
    with heard() as lines:
        say("first\nsecond")
        Progress("Attacked")(1, 2)
    say("after")
    assert lines == ["first", "second"]
    assert capsys.readouterr().out == "before\nfirst\nsecond\n  Attacked: 1 of 2\nafter\n"
