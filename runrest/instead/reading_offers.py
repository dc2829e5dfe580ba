"""From the files under ``trees/offers`` to frozen offers, gathering every flaw on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define

from runrest.errors import did_you_mean
from runrest.instead.forms import FormReader
from runrest.instead.offers import Dose, Drill, Exercise, Offers, Phase, Routine, Row, Session, Step
from runrest.overlaying import overlaid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.flaws import Flaw
    from runrest.house import House
    from runrest.instead.offers import Offer

Where: TypeAlias = "tuple[str | int, ...]"


def read_offers(
    files: Mapping[str, str | bytes], house: House, words: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Offers, list[Flaw]]:
    """Read the files of offers.

    Parameters
    ----------
    files : mapping of str to str or bytes
        Path, for the messages, to text.
    house : House
        For the scales and the sources.
    words : mapping, optional
        The sentences of another language, to be laid over the file of that path.

    Returns
    -------
    tuple of Offers and list of Flaw
        Everything that could be read, with all that is wrong inside each table. What must hold between them is
        for ``matching_offers.check_offers``.
    """
    readers = [_OfferReader(path, house) for path in files]
    parsed = [reader.parse(files[reader.path]) or {} for reader in readers]
    if words:
        parsed = [overlaid(one, words.get(reader.path, {})) for one, reader in zip(parsed, readers, strict=True)]
    tables = [reader.shape(one, "file", ()) for one, reader in zip(parsed, readers, strict=True)]
    exercises: dict[str, Exercise] = {}
    phases: dict[str, Phase] = {}
    offers: dict[str, Offer] = {}
    rows: list[Row] = []
    for reader, kept in zip(readers, tables, strict=True):
        exercises |= {name: reader.exercise(name, told) for name, told in reader.tables(kept, "exercises")}
        phases |= {name: reader.phase(name, told) for name, told in reader.tables(kept, "phases")}
        rows += [reader.row(at, told) for at, told in enumerate(kept.get("table", []))]
    for reader, kept in zip(readers, tables, strict=True):
        for name, told in reader.tables(kept, "offers"):
            if name in offers or name in exercises:
                reader.flaw("T106", ("offers", name), f"{name} is the id of something else too; give one another id")
            elif offer := reader.offer(name, told, exercises, phases):
                offers[name] = offer
    every = Offers(offers, exercises, phases, tuple(rows), house.phrases)
    return every, [flaw for reader in readers for flaw in reader.flaws]


@define
class _OfferReader(FormReader):
    """One reading of one file of offers."""

    def offer(
        self, name: str, told: dict[str, Any], exercises: Mapping[str, Exercise], phases: Mapping[str, Phase]
    ) -> Offer | None:
        """Read one offer, or nothing where it lacks what every offer needs."""
        where = ("offers", name)
        kind = told.get("kind")
        kinds = ("drill", "recovery", "mobility", "rest", "session")
        if kind not in kinds:
            self.flaw("T105", where, f"kind is {kind!r}, but it is one of {', '.join(kinds)}")
            return None
        before = len(self.flaws)
        kept = self.shape(told, kind, where)
        if len(self.flaws) > before:
            return None
        needs = self.needs(kept["needs"], (*where, "needs"))
        common: dict[str, Any] = {
            "id": name,
            "kind": kind,
            "title": kept["title"],
            "impact": needs.get("impact", ""),
            "intensity": needs.get("intensity", ""),
            "minutes": kept.get("duration_min"),
            "path": self.path,
            "line": self.places.line(*where),
        }
        if kind == "session":
            offer = self.session(common, kept, exercises, phases)
        else:
            common |= {
                "purpose": kept["for"],
                "loads": tuple(kept["loads"]),
                "equipment": tuple(kept["equipment"]),
                "outdoors": kept.get("outdoors", False),
                "when_not": kept["when_not"],
                "evidence": self.cited(kept, where),
            }
            offer = self.drill(common, kept, where) if kind == "drill" else self.routine(common, kept, where)
        return offer if len(self.flaws) == before else None

    def session(
        self,
        common: dict[str, Any],
        kept: dict[str, Any],
        exercises: Mapping[str, Exercise],
        phases: Mapping[str, Phase],
    ) -> Offer:
        """Compose a session: what it loads and needs comes from its exercises, the rest from its phase."""
        where = ("offers", common["id"])
        names = self.words(kept["exercises"], (*where, "exercises"))
        for name in names:
            if name not in exercises:
                near = did_you_mean(name, exercises)
                self.flaw("T403", (*where, "exercises"), f"there is no exercise {name!r}{near}")
        chosen = [exercises[name] for name in names if name in exercises]
        phase = phases.get(kept["phase"])
        if phase is None:
            self.flaw("T104", where, f"there is no table phases.{kept['phase']}")
        return Session(
            **common,
            phase=kept["phase"],
            level=kept["level"],
            exercises=names,
            loads=tuple(dict.fromkeys(part for one in chosen for part in one.loads)),
            equipment=tuple(dict.fromkeys(item for one in chosen for item in one.equipment)),
            when_not=phase.when_not if phase else "",
            evidence=phase.evidence if phase else (),
        )

    def drill(self, common: dict[str, Any], kept: dict[str, Any], where: Where) -> Offer:
        """Read what only a drill says."""
        return Drill(
            **common,
            cue=kept["cue"],
            drill=self.words(kept["drill"], (*where, "drill")),
            dose=kept["dose"],
            gait=kept.get("gait", False),
            sites=tuple(kept.get("sites", ())),
            novice=kept.get("novice", False),
        )

    def routine(self, common: dict[str, Any], kept: dict[str, Any], where: Where) -> Offer:
        """Read what only a routine says."""
        steps = []
        for told in kept["steps"]:
            step = self.shape(told, "step", (*where, "steps"))
            if "do" in step:
                seconds = step.get("min", 0) * 60 + step.get("s", 0)
                steps.append(Step(step["do"], seconds, step.get("times", 1), step.get("hold_s", 0)))
        return Routine(**common, when=kept["when"], timing=kept["timing"], steps=tuple(steps))

    def exercise(self, name: str, told: dict[str, Any]) -> Exercise:
        """Read one exercise."""
        where = ("exercises", name)
        kept = self.shape(told, "exercise", where)
        self.ranked("impact", kept.get("impact"), (*where, "impact"))
        dose = None
        unit = "seconds" if "seconds" in kept else "reps"
        if "sets" in kept and unit in kept:
            dose = self.dose(kept, unit, where)
        elif "sets" in kept or unit in kept:
            self.flaw("T104", where, "sets and reps (or seconds) belong together: give both or neither")
        return Exercise(
            id=name,
            title=kept.get("title", name),
            pattern=kept.get("pattern", ""),
            muscles=tuple(kept.get("muscles", ())),
            phase=kept.get("phase", "foundation"),
            single_leg=kept.get("single_leg", False),
            impact=kept.get("impact", "jump"),
            equipment=tuple(kept.get("equipment", ())),
            loads=tuple(kept.get("loads", ())),
            how=kept.get("how", ""),
            easier=kept.get("easier", ""),
            harder=kept.get("harder", ""),
            knee=kept.get("knee", ""),
            dose=dose,
            evidence=self.cited(kept, where),
            path=self.path,
            line=self.places.line(*where),
        )

    def phase(self, name: str, told: dict[str, Any]) -> Phase:
        """Read one phase."""
        where = ("phases", name)
        kept = self.shape(told, "phase", where)
        weeks = kept.get("weeks", "ongoing")
        if isinstance(weeks, str) and weeks != "ongoing":
            self.flaw("T105", (*where, "weeks"), 'must be two whole numbers, like [4, 6], or "ongoing"')
        return Phase(
            id=name,
            title=kept.get("title", name),
            weeks=None if isinstance(weeks, str) else self.span(weeks, (*where, "weeks")),
            do=kept.get("do", ""),
            when=kept.get("when", ""),
            when_not=kept.get("when_not", ""),
            evidence=self.cited(kept, where),
        )

    def row(self, at: int, told: Any) -> Row:
        """Read one row of the 12-week table."""
        where: Where = ("table", at)
        kept = self.shape(told, "row", where)
        return Row(
            self.span(kept.get("weeks", [1, 1]), (*where, "weeks")),
            kept.get("phase", "foundation"),
            kept.get("focus", ""),
            kept.get("words", ""),
            self.words(kept.get("exercises", []), (*where, "exercises")),
            self.dose(kept, "reps", where),
        )

    def dose(self, kept: dict[str, Any], unit: str, where: Where) -> Dose:
        """Read sets and repetitions, or sets and seconds."""
        sets = self.span(kept.get("sets", [1, 1]), (*where, "sets"))
        return Dose(sets, self.span(kept.get(unit, [1, 1]), (*where, unit)), "s" if unit == "seconds" else "")
