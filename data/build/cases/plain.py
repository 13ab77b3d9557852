"""CSV in so plain a form that the engine reads it as this project does: looked for without looking at a value."""

import codecs
import re
from dataclasses import dataclass

from data.build.cases.delimited import LONGEST_LINE, Form

_CHUNK = 1_000_000


def is_plain(form: Form) -> bool:
    """Return whether all lines have the same separators, quotation marks and end, and no mark holds one of these.

    The engine then reads the file as it stands, and the number of a record is that of its line.
    """
    if not form.is_strict:
        return False
    decoder, rest = codecs.getincrementaldecoder("utf-8")(), b""
    with form.path.open("rb") as file:
        file.seek(3 if file.read(3) == codecs.BOM_UTF8 else 0)
        header = file.readline(LONGEST_LINE)
        begin = file.tell()
        regular, first = (_Regular.like(line, form) for line in (header, file.readline(LONGEST_LINE) or header))
        file.seek(begin)
        if not regular or not first or regular.end != first.end or not _decodes(decoder, header):
            return False
        if not header.endswith(b"\n") or not regular.has_all(header):
            return False
        while chunk := file.read(_CHUNK):
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            if len(rest) > _CHUNK or not first.has_all(whole + end) or not _decodes(decoder, chunk):
                return False
    return first.has_all(rest + first.end if rest else b"") and _decodes(decoder, b"", final=True)


@dataclass(frozen=True)
class _Regular:
    """What all lines of a plain file have in common: their separators, quotation marks and end, without the values."""

    separator: bytes
    signs: bytes
    end: bytes

    @classmethod
    def like(cls, line: bytes, form: Form) -> "_Regular | None":
        """Return what a line has; nothing if its marks are not in pairs around values, or it has other signs."""
        separator, end = form.separator.encode(), b"\r\n" if line.endswith(b"\r\n") else b"\n"
        line = line if line.endswith(end) else line + end
        signs = line.translate(None, _others(separator))
        sign = re.escape(separator)
        shape = rb'(?:"")?(?:%s(?:"")?){%d}%s' % (sign, len(form.names) - 1, end)
        return cls(separator, signs, end) if re.fullmatch(shape, signs) else None

    def has_all(self, lines: bytes) -> bool:
        """Return whether whole lines are like this one, each mark beside a separator or an end."""
        signs = lines.translate(None, _others(self.separator))
        number = len(signs) // len(self.signs)
        if signs != self.signs * number:
            return False
        pairs = self.signs.count(b'""') * number
        opened = lines.count(self.separator + b'"') + lines.count(b'\n"') + lines.startswith(b'"')
        return pairs == opened == lines.count(b'"' + self.separator) + lines.count(b'"' + self.end)


def _others(separator: bytes) -> bytes:
    return bytes({*range(256)} - {*separator, *b'"\r\n\0'})


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
