"""Files that are there whole or not at all."""

from pathlib import Path


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file by way of another name beside it, so that no half of it is ever found, nor one of another mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode)
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
