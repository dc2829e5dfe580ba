"""Training impulse (TRIMP) from the heart rate: Banister's, by the mean or by the second, and Edwards's zones."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from runrest.logs.figures import Figure
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runrest.logs.planned import Profile
    from runrest.logs.trainings import Heart

COEFFICIENTS: Mapping[str, tuple[float, float]] = MappingProxyType({"male": (0.64, 1.92), "female": (0.86, 1.67)})
"""Banister's weights ``a x exp(b x share)``; read in secondary sources only, the chapter of 1991 was not seen."""
BANISTER, EDWARDS = said("Banister 1991 (as widely given)"), said("Edwards 1993 (as widely given)")
ZONES = ((0.9, 5), (0.8, 4), (0.7, 3), (0.6, 2), (0.5, 1))
"""Edwards: from this share of the highest heart rate on, each minute counts so much; below half it counts nothing."""
NO_HEART = said("it has no heart rate")


def trimp_banister_mean(minutes: float | None, heart: Heart | None, profile: Profile) -> Figure:
    """Weigh the minutes of a session by its mean heart rate (Banister).

    ``minutes x share x a exp(b x share)``, the share being that of the heart-rate reserve,
    ``(mean - resting) / (highest - resting)``.

    Parameters
    ----------
    minutes : float or None
        How long it lasted [min].
    heart : Heart or None
        With a mean, or with the seconds at each rate to make one of.
    profile : Profile
        With highest and resting heart rate and sex.

    Returns
    -------
    Figure
        In arbitrary units; without a value, and with the reason, where something is missing or cannot be.

    Examples
    --------
    >>> from runrest.logs.planned import Profile
    >>> from runrest.logs.trainings import Heart
    >>> runner = Profile.of(max_hr=200, resting_hr=40, sex="male")
    >>> round(trimp_banister_mean(30, Heart(mean=130), runner).value, 1)
    31.8
    """
    name, missing = "trimp_banister_mean", _missing(profile)
    mean = _mean(heart)
    if minutes is None:
        missing = said("it has no minutes")
    if mean is None:
        missing = NO_HEART
    if missing or minutes is None or mean is None:
        return Figure(name, None, "AU", missing, BANISTER)
    share = _share(mean, profile)
    if not 0 <= share <= 1:
        why = said(
            "its mean heart rate of {mean:.0f} is outside the runner's {low:g} to {high:g}",
            mean=mean,
            low=profile.resting_hr,
            high=profile.max_hr,
        )
        return Figure(name, None, "AU", why, BANISTER)
    return Figure(name, minutes * _weight(share, profile), "AU", "", BANISTER)


def trimp_banister_seconds(heart: Heart | None, profile: Profile) -> Figure:
    """Weigh each second of a session by its own heart rate (Banister's weight).

    It is more than by the mean where the rate changes, because the weight grows faster than the rate. Seconds below
    the resting rate count nothing, those above the highest count as at the highest.

    Parameters
    ----------
    heart : Heart or None
        With the seconds at each rate.
    profile : Profile
        With highest and resting heart rate and sex.

    Returns
    -------
    Figure
        In arbitrary units; without a value, and with the reason, where something is missing.

    Examples
    --------
    >>> from runrest.logs.planned import Profile
    >>> from runrest.logs.trainings import Heart
    >>> runner = Profile.of(max_hr=200, resting_hr=40, sex="male")
    >>> round(trimp_banister_seconds(Heart(seconds_at=[(100, 900), (160, 900)]), runner).value, 1)
    37.8
    """
    name, missing = "trimp_banister_seconds", _missing(profile)
    if heart is None or not heart.seconds_at:
        missing = said("it has no time at each heart rate") if heart and heart.mean else NO_HEART
    if missing or heart is None:
        return Figure(name, None, "AU", missing, BANISTER)
    shares = ((min(1.0, max(0.0, _share(beats, profile))), seconds) for beats, seconds in heart.seconds_at)
    total = math.fsum(seconds / 60 * _weight(share, profile) for share, seconds in shares)
    return Figure(name, total, "AU", "", BANISTER)


def trimp_edwards(heart: Heart | None, max_hr: float | None) -> Figure:
    """Count the minutes in five zones of the highest heart rate one to five times (Edwards).

    Zone 1 is 50 to 60 % of the highest rate, zone 5 from 90 % on; a zone has its lower end.

    Parameters
    ----------
    heart : Heart or None
        With the seconds at each rate; a mean will not do.
    max_hr : float or None
        The runner's highest heart rate [beats per minute].

    Returns
    -------
    Figure
        In arbitrary units; without a value, and with the reason, where something is missing.

    Examples
    --------
    >>> from runrest.logs.trainings import Heart
    >>> trimp_edwards(Heart(seconds_at=[(90, 600), (130, 600), (185, 60)]), 200).value
    25.0
    """
    missing = "" if max_hr is not None else said("the highest heart rate is not known")
    if heart is None or not heart.seconds_at:
        missing = said("it has no time at each heart rate") if heart and heart.mean else NO_HEART
    if missing or heart is None or max_hr is None:
        return Figure("trimp_edwards", None, "AU", missing, EDWARDS)
    total = math.fsum(seconds / 60 * _zone(beats / max_hr) for beats, seconds in heart.seconds_at)
    return Figure("trimp_edwards", total, "AU", "", EDWARDS)


def _zone(share: float) -> int:
    return next((weight for least, weight in ZONES if share >= least - 1e-9), 0)


def _mean(heart: Heart | None) -> float | None:
    if heart is None or heart.mean is not None:
        return heart.mean if heart else None
    seconds = math.fsum(time for _, time in heart.seconds_at)
    return math.fsum(beats * time for beats, time in heart.seconds_at) / seconds if seconds else None


def _missing(profile: Profile) -> str:
    """Say what the runner has not said that Banister's formula needs."""
    needed = {
        said("the highest heart rate"): profile.max_hr,
        said("the resting heart rate"): profile.resting_hr,
        said("the sex (for the weights)"): profile.sex,
    }
    missing = [words for words, value in needed.items() if value is None]
    if len(missing) == 3:
        first, second, third = missing
        return said("{first} and {second} and {third} are not known", first=first, second=second, third=third)
    if len(missing) == 2:
        return said("{first} and {second} are not known", first=missing[0], second=missing[1])
    return said("{first} is not known", first=missing[0]) if missing else ""


def _share(beats: float, profile: Profile) -> float:
    highest, resting = profile.max_hr or 0.0, profile.resting_hr or 0.0
    return (beats - resting) / (highest - resting)


def _weight(share: float, profile: Profile) -> float:
    first, second = COEFFICIENTS[profile.sex or "male"]
    return share * first * math.exp(second * share)
