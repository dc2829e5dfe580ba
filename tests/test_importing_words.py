"""Eight languages and three units: how the same export reads in other accounts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runrest.importing import read_runs
from runrest.importing.distances import METRES, Trip, believable, tell_unit
from runrest.importing.wording import headers, month_number, plain, run_types, strength_types

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = {
    "German": (
        "Aktivitäts-ID,Aktivitätsdatum,Aktivitätsart,Verstrichene Zeit,Distanz,Bewegungszeit,Distanz,"
        "Gefühlte Anstrengung",
        "09.06.2026, 15:24:49",
        "Lauf",
        "Krafttraining",
    ),
    "Dutch": (
        "Activiteits-ID,Datum van activiteit,Activiteitstype,Verstreken tijd,Afstand,Beweegtijd,Afstand,"
        "Ervaren inspanning",
        "9 jun. 2026 15:24:49",
        "Hardloopsessie",
        "Krachttraining",
    ),
    "Spanish": (
        "ID de actividad,Fecha de la actividad,Tipo de actividad,Tiempo transcurrido,Distancia,"
        "Tiempo en movimiento,Distancia,Esfuerzo Percibido",
        "9 jun 2026, 15:24:49",
        "Carrera",
        "Entrenamiento con pesas",
    ),
    "French": (
        "ID de l'activité,Date de l'activité,Type d'activité,Temps écoulé,Distance,Durée de déplacement,"
        "Distance,Effort perçu",
        "9 juin 2026 à 15:24:49",
        "Course à pied",
        "Musculation",
    ),
    "Portuguese": (
        "ID da atividade,Data da atividade,Tipo de atividade,Tempo decorrido,Distância,"
        "Tempo de movimentação,Distância,Esforço percebido",
        "9 de jun. de 2026, 15:24:49",
        "Corrida",
        "Treinamento com pesos",
    ),
    "Danish": (
        "Aktivitets-id,Aktivitetsdato,Aktivitetstype,Forløbet tid,Distance,Tid i bevægelse,Distance,"
        "Oplevet anstrengelse",
        "9. jun. 2026 15.24.49",
        "Løb",
        "Vægttræning",
    ),
    "Italian": (
        "ID attività,Data attività,Tipo di attività,Tempo trascorso,Distanza,Tempo in movimento,Distanza,"
        "Sforzo percepito",
        "9 giu 2026, 15:24:49",
        "Corsa",
        "Allenamento con i pesi",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages(tmp_path: Path, language: str) -> None:
    header, when, run, strength = LANGUAGES[language]
    later = when.replace("15:24:49", "18:24:49")
    path = tmp_path / "activities.csv"
    path.write_text(
        f'{header}\n1,"{when}",{run},2000,"9,44",1900.0,9441.3,4\n'
        f'2,"{when}",{strength},2000,0,1900.0,0,\n3,"{later}",{run},2000,"5,2",,,\n',
        encoding="utf-8",
    )
    log = read_runs(path)
    assert [(r.day, r.km, r.rpe) for r in log] == [
        (date(2026, 6, 9), 9.441, 4),
        (date(2026, 6, 9), 5.2, None),
    ]
    assert log.strength_days == (date(2026, 6, 9),)


@given(st.sampled_from(["km", "mi"]), st.lists(st.floats(2, 30), min_size=1, max_size=20))
def test_the_unit_is_told_by_the_other_column(unit: str, distances: list[float]) -> None:
    trips = [Trip(round(distance, 2), distance * METRES[unit]) for distance in distances]
    assert tell_unit(trips).metres == METRES[unit]


@given(st.lists(st.tuples(st.floats(1000, 40000), st.floats(2, 6)), min_size=1, max_size=20))
def test_metres_are_told_by_the_pace(runs: list[tuple[float, float]]) -> None:
    assert tell_unit([Trip(metres, seconds=metres / speed) for metres, speed in runs]).metres == 1
    assert tell_unit([Trip(metres / 1000, seconds=metres / speed) for metres, speed in runs]).metres == 1000
    assert all(believable(metres, metres / speed) for metres, speed in runs)


def test_no_word_means_two_things() -> None:
    assert not run_types() & strength_types()
    assert headers()[plain("Distance")] == "distance"
    assert month_number("ma") is None
    assert [month_number(word) for word in ("mai", "mei", "maj", "mag", "gen.", "ott", "août", "März")] == [
        5,
        5,
        5,
        5,
        1,
        10,
        8,
        3,
    ]
