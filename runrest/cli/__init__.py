"""The command ``runrest``: answers on stdout, questions and warnings on stderr, an exit code that fails safe."""

from __future__ import annotations

from runrest.cli.group import main

__all__ = ["main"]
