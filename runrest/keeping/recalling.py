"""The check-ins that lie where they usually do, read unasked: whatever is wrong with them, an answer can go on."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from runrest.errors import FactsError, LogError
from runrest.importing import read_checkins
from runrest.keeping.check_in_files import default_checkins
from runrest.loading import house
from runrest.logs.checkins import RAW
from runrest.logs.mornings import one_a_day
from runrest.said import said

if TYPE_CHECKING:
    from pathlib import Path

    from runrest.logs.checkins import CheckIn


@frozen
class Recalled:
    """What was found, and what should be said about it."""

    path: Path | None = None
    """The file, where one lies there."""
    checkins: tuple[CheckIn, ...] = ()
    notes: tuple[str, ...] = ()


def recall_check_ins(*, unlabelled: str | None = None) -> Recalled:
    """Read the runner's own check-ins, if there are any.

    Parameters
    ----------
    unlabelled : str, optional
        The scale of rows that name none.

    Returns
    -------
    Recalled
        A file that cannot be read gives no check-ins and a sentence that says why; an answer that is no signal, is
        outside its range, or is contradicted by another one of its day with no time to tell which holds, is left out
        with a sentence. Nothing is raised: what is left out is not known, and that makes an answer more careful,
        never less.
    """
    path = default_checkins()
    if path is None:
        return Recalled()
    phrases = house().phrases
    try:
        # A folder or a pipe is not walked or waited for unasked.
        if not os.path.isfile(path):
            raise LogError(str(path), said("this is not a file"))
        read = read_checkins(path, scale=unlabelled)
    except (LogError, FactsError, OSError) as error:
        return Recalled(path, notes=(phrases("checkin.unread", why=str(error)),))
    fitting, notes = [], []
    for checkin in read:
        fits, left_out = _fitting(checkin)
        fitting.append(fits)
        notes += left_out
    settled = []
    for _, same_day in groupby(fitting, key=lambda one: one.day):
        agreeing, left_out = _agreeing(list(same_day))
        settled += agreeing
        notes += left_out
    return Recalled(path, tuple(settled), tuple(dict.fromkeys(notes)))


def _fitting(checkin: CheckIn) -> tuple[CheckIn, list[str]]:
    """Leave out the answers that the vocabulary does not accept, and say so."""
    shared = house()
    accepted = shared.vocabulary.names
    notes = []
    facts = {}
    for name, value in checkin.facts.items():
        if name not in accepted:
            notes.append(shared.phrases("checkin.column_not_used", name=name))
        elif problem := shared.vocabulary.signals[name].problem(value):
            notes.append(shared.phrases("checkin.answer_left_out", place=checkin.source, why=problem))
        else:
            facts[name] = value
    return (evolve(checkin, facts=facts) if notes else checkin), notes


def _agreeing(reports: list[CheckIn]) -> tuple[list[CheckIn], list[str]]:
    """Leave out what the reports of one day answer differently, where no time says which of them holds."""
    try:
        one_a_day(reports)
    except FactsError as error:
        said: dict[str, set[object]] = {}
        for report in reports:
            for name, value in report.answers().items():
                said.setdefault(name, set()).add(value)
        disputed = {name for name, values in said.items() if len(values) > 1}
        return [_without(report, disputed) for report in reports], [house().phrases("checkin.disputed", why=str(error))]
    return reports, []


def _without(report: CheckIn, names: set[str]) -> CheckIn:
    facts = {name: value for name, value in report.facts.items() if name not in names}
    rhr, hrv_rmssd = (None if name in names else getattr(report, name) for name in RAW)
    return evolve(report, facts=facts, rhr=rhr, hrv_rmssd=hrv_rmssd)
