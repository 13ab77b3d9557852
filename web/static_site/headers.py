"""What a host is to say with the files, as the ``_headers`` file that hosts of static sites read, and robots.txt."""

from __future__ import annotations

from components.wording import trial
from web.headers import security_headers

# How long a copy may be kept, by the beginning of the path; elsewhere it is asked each time whether it is the newest.
KEPT = {
    "/assets/*": "public, max-age=31536000, immutable",
    "/static/*": "public, max-age=31536000, immutable",
    "/open-data/releases/*": "public, max-age=31536000, immutable",
}
FRAMED, POLICY = "/embed/*", "Content-Security-Policy"


def headers_file() -> bytes:
    """Return the headers of every file, of those that are kept, and of the pages that may stand in a frame."""
    blocks = [("/*", [*_said(), ("Cache-Control", "no-cache")])]
    blocks += [(path, [("! Cache-Control", ""), ("Cache-Control", keep)]) for path, keep in KEPT.items()]
    policy = dict(_said(may_be_framed=True))[POLICY]
    blocks.append((FRAMED, [("! X-Frame-Options", ""), (f"! {POLICY}", ""), (POLICY, policy)]))
    lines = [line for path, headers in blocks for line in (path, *(f"  {_line(*each)}" for each in headers))]
    return ("\n".join(lines) + "\n").encode()


def _line(name: str, value: str) -> str:
    return f"{name}: {value}" if value else name


def _said(*, may_be_framed: bool = False) -> list[tuple[str, str]]:
    found = [(name.decode().title(), value.decode()) for name, value in security_headers(may_be_framed=may_be_framed)]
    return [*found, ("X-Robots-Tag", "noindex")] if trial.is_trial() else found


def robots(origin: str) -> bytes:
    """Return what robots may read: everything, since all of it is there; of a trial, nothing."""
    if trial.is_trial():
        return b"User-agent: *\nDisallow: /\n"
    where = f"Sitemap: {origin}/sitemap.xml\n" if origin else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()
