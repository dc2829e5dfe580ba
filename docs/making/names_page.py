"""The page of the public names, each told by its own docstring."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import runrest

if TYPE_CHECKING:
    from docutils.nodes import Element

ROOMS = {
    "Decide": ("decide", "Decision", "Step"),
    "Say why": ("why", "why_not", "what_would_change", "changes_to"),
    "Ask what is missing": ("possible", "next_question", "Interview"),
    "Read a log": ("read_log", "read_runs", "read_checkins", "Log"),
    "The athlete": ("Athlete", "Run", "CheckIn", "Training", "Plan", "Profile", "history"),
    "Trees": ("load", "family", "check", "draw", "Tree", "Flaw", "speaking"),
    "What can go wrong": ("RunrestError", "FactsError", "LogError", "TreeError", "UnknownNameError", "DrawingError"),
}
"""What the names are for; a name of the package that stands nowhere here goes under the last heading."""

ABOUT = """# The Python names

Everything that `import runrest` gives. Functions leave what they are given as it is, and a
name that needs a log, a drawing or a plan loads what it takes only when it is first used.

"""
OTHERS = "More"


def names_page() -> str:
    """Write the page: one heading for each purpose, and each name by its docstring."""
    told = {name for names in ROOMS.values() for name in names}
    rooms = {**ROOMS, OTHERS: tuple(name for name in runrest.__all__ if name not in told)}
    lines = [ABOUT]
    for head, names in rooms.items():
        here = [name for name in names if name in runrest.__all__]
        if here:
            lines += [f"## {head}\n", "```{eval-rst}", *(_directive(name) for name in here), "```\n"]
    return "\n".join(lines)


def _directive(name: str) -> str:
    found = getattr(runrest, name)
    if inspect.isclass(found):
        kind = "autoexception" if issubclass(found, BaseException) else "autoclass"
        return f".. {kind}:: runrest.{name}\n   :members:\n"
    return f".. autofunction:: runrest.{name}\n"


def keep_whole(app: Any, what: str, *told: Any) -> None:
    """Keep what a property says in one piece: a colon in it does not make its beginning a type."""
    lines: list[str] = told[-1]
    at = next((at for at, line in enumerate(lines) if line.startswith(":type: ")), None)
    if what in ("property", "attribute") and at is not None:
        lines[0] = f"{lines.pop(at).removeprefix(':type: ')}: {lines[0]}"


def find_public(app: Any, env: Any, node: Element, shown: Element) -> Element | None:
    """Lead a type named in a docstring to its public name; what is no name of ours stays plain words."""
    short = str(node.get("reftarget", "")).rpartition(".")[2]
    if node.get("refdomain") != "py":
        return None
    if short in runrest.__all__ and node.get("reftarget") != f"runrest.{short}":
        domain = env.get_domain("py")
        return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"runrest.{short}", node, shown) or shown
    return shown
