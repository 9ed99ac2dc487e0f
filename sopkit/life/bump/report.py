"""What became of an SOP, as text and as JSON."""

from sopkit.life.bump.run import Bumped
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import message
from sopkit.locale.translator import Translator

VERSION = 1


def render_text(done: Bumped, translator: Translator) -> str:
    """Return the SOP and its version, and each key that got another value."""
    sop = done.sop
    name = " ".join(filter(None, (sop.title, f"({sop.number})" if sop.number else "")))
    head = message("{name}: version {version}, {status}", name=name, version=sop.version, status=sop.status)
    lines = [printable(translator.render(head)), printable(done.file.as_posix())]
    lines += [f"  {one.key}: {one.old or '-'} → {one.new or '-'}" for one in done.settings]
    entry = sop.history[-1]
    lines.append(printable(f"  riwayat: + {entry.version} {entry.date} {entry.kind}: {entry.summary}"))
    return "".join(f"{line}\n" for line in lines)


def render_json(done: Bumped, translator: Translator) -> str:
    """Return the same as one JSON object; `tag` is null where none was asked for, or git took none."""
    return dump(
        {
            "version": VERSION,
            "file": done.file.as_posix(),
            "number": done.sop.number,
            "sop_version": done.sop.version,
            "status": done.sop.status,
            "settings": [setting._asdict() for setting in done.settings],
            "remarks": [translator.render(remark) for remark in done.remarks],
            "tag": done.tag if done.failure is None else None,
        }
    )
