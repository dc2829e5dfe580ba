"""Small files as the services write them; all of them invented, in the services' own forms."""

from __future__ import annotations

import json

GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,Avg Run Cadence,Max Run Cadence,"
    "Avg Pace,Best Pace,Total Ascent,Avg Stride Length,Steps,Decompression,Best Lap Time,Number of Laps,Moving Time,"
    "Elapsed Time,Min Elevation\n"
    'Running,2026-11-20 18:05:10,false,"Leiden, by the canal","8.02","1,020","00:44:10.4","148",'
    '"163","3.1","164","172",'
    '"5:30","4:51","12","1.11","7,240","No","00:05:21.0","8","00:43:58","00:46:02","-1"\n'
    'Strength Training,2026-11-19 17:00:00,false,"Strength","0.00","250","00:40:00","110","140",'
    '"1.2","--","--","--","--",'
    '"--","0.00","--","No","00:40:00","1","00:40:00","00:41:10","--"\n'
    'Treadmill Running,2026-11-18 06:30:00,true,"Intervals, 6x400","4.50","380","28:10.5","0","0",'
    '"0.0","170","--","6:15",'
    '"--","--","0.94","4,788","No","28:10","1","00:28:10","00:28:10","--"\n'
    'Pool Swimming,2026-11-17 07:00:00,false,"Pool","1,500","350","00:41:00","--","--","--","--","--","2:44","--","--",'
    '"--","--","No","00:41:00","1","00:38:00","00:44:00","--"\n'
)

GARMIN_MILES = (
    "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo total,FC Média,FC máxima,"
    "Comprimento médio da passada,Passos,Tempo em movimento,Tempo transcorrido\n"
    'Corrida,2026-11-10 17:55:15,false,"Corrida","3.00","296","00:40:00","119","157","0.80","6,040",'
    '"00:39:50","00:45:00"\n'
    'Corrida em esteira,2026-11-07 20:08:02,false,"Esteira","4.00","434","00:40:00","154","168",'
    '"1.00","6,450","00:39:59","00:41:00"\n'
)

# For each language the header (kind, date, title, distance, time, mean heart rate), a run, and strength.
GARMIN_LANGUAGES = {
    "English": ("Activity Type,Date,Title,Distance,Time,Avg HR", "Running", "Strength Training"),
    "German": ("Aktivitätstyp,Datum,Titel,Distanz,Zeit,Ø HF", "Laufen", "Krafttraining"),
    "Dutch": ("Activiteittype,Datum,Titel,Afstand,Tijd,Gem. HS", "Hardlopen", "Krachttraining"),
    "Spanish": ("Tipo de actividad,Fecha,Título,Distancia,Tiempo,Frecuencia cardiaca media", "Carrera", "Fuerza"),
    "French": ("Type d'activité,Date,Titre,Distance,Durée,Fréquence cardiaque moyenne", "Course à pied", "Musculation"),
    "Portuguese": ("Tipo de atividade,Data,Título,Distância,Tempo,FC Média", "Corrida", "Treinamento de força"),
    "Danish": ("Aktivitetstype,Dato,Titel,Distance,Tid,Gns. puls", "Løb", "Styrketræning"),
    "Italian": ("Tipo di attività,Data,Titolo,Distanza,Tempo,FC Media", "Corsa", "Allenamento di forza"),
}

INTERVALS = (
    "id,start_date_local,name,type,moving_time,distance,elapsed_time,average_heartrate,"
    "max_heartrate,icu_rpe,session_rpe,"
    "icu_training_load,workout_type,sub_type\n"
    'i81,2026-11-20T18:05:10,"Leiden, by the canal",Run,2638,8020.4,2762,148,163,4,176,52,,NONE\n'
    "i80,2026-11-19T17:00:00,Strength,WeightTraining,2400,,2470,,,6,240,31,,\n"
    "i79,2026-11-15T10:00:00,Leiden 10,TrailRun,2700,10000,2700,171,184,,360,80,,RACE\n"
    "i78,2026-11-14T09:00:00,Polder,Ride,5400,41000,5600,128,150,3,270,70,,\n"
)

INTERVALS_JSON = json.dumps(
    [
        {
            "id": "i81",
            "start_date_local": "2026-11-20T18:05:10",
            "start_date": "2026-11-20T17:05:10Z",
            "type": "Run",
            "moving_time": 2638,
            "distance": 8020.4,
            "average_heartrate": 148,
            "icu_rpe": 4,
            "icu_athlete_id": "i7",
            "icu_training_load": 52,
            "race": False,
        },
        {
            "id": "16358453283",
            "source": "STRAVA",
            "_note": "STRAVA activities are not available via the API",
            "start_date_local": "2026-11-19T19:21:15",
        },
    ]
)

WELLNESS = (
    "date,weight,restingHR,hrv,hrvSDNN,sleepSecs,sleepScore,sleepQuality,soreness,fatigue,stress,"
    "mood,motivation,readiness,"
    "ctl,atl,comments\n"
    '2026-11-21,71.2,52,64.3,80,26100,81,2,1,2,1,2,2,,41.2,38,"fine, a bit cold"\n'
    "2026-11-22,,51,68,82,27000,,1,3,4,-1,,,,41.0,36,\n"
    "2026-11-23,71.0,,,,,,,,,,,,,40.8,34,\n"
)

WELLNESS_JSON = json.dumps(
    [
        {
            "id": "2026-11-21",
            "restingHR": 52,
            "hrv": 64.3,
            "sleepSecs": 26100,
            "sleepQuality": 2,
            "fatigue": 2,
            "mood": 2,
        },
        {"id": "2026-11-22", "restingHR": 51, "hrv": None, "hrvSDNN": 80.5, "sleepSecs": 27000, "soreness": 3},
    ]
)

HRV4TRAINING = (
    "date, HR, AVNN, SDNN, rMSSD, pNN50, sleep_quality, mental_energy, muscle_soreness, fatigue, sickness, trainingRPE,"
    " HRV4T_Recovery_Points\n"
    "2026-11-21,52,1153,80.1,64.3,40.2,7,6,3,4,No,5,8.1\n"
    "2026-11-22,51,1176,82.0,68.0,44.0,8,7,2,2,No,-,8.3\n"
    "2026-11-23,-,-,-,-,-,-,-,-,-,-,-,-\n"
)

OWN_RUNS = "day,km,minutes,rpe,kind\n2026-11-20,8.02,44.17,4,easy\n2026-11-19,,40,6,strength\n"
OWN_CHECKINS = "day,scale,fatigue,sleep_h,rhr,hrv_rmssd\n2026-11-22,mclean,4,7.5,51,68\n"
OWN_JSON = json.dumps(
    {
        "runs": [
            {"day": "2026-11-20", "km": 8.02, "minutes": 44.17, "rpe": 4, "kind": "easy"},
            {"day": "2026-11-19", "minutes": 40, "rpe": 6, "kind": "strength"},
        ],
        "checkins": [
            {"day": "2026-11-22", "scale": "mclean", "fatigue": 4, "sleep_h": 7.5, "rhr": 51, "hrv_rmssd": 68}
        ],
    }
)
OWN_LINES = '{"day": "2026-11-20", "km": 8.02}\n{"day": "2026-11-22", "pain_now": 0}\n'

STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Perceived Exertion,"
    "Filename,Moving Time,"
    "Distance\n"
    '1,"Nov 20, 2026, 5:05:10 PM","Leiden, by the canal",Run,2762,8.02,4,,2638.0,8020.4\n'
)

CSV_FILES = {
    "strava.csv": STRAVA,
    "garmin.csv": GARMIN,
    "garmin_miles.csv": GARMIN_MILES,
    **{
        f"garmin_{language}.csv": f'{header}\n{run},2026-11-20 18:05:10,a,"8,02","00:44:10",148\n'
        for language, (header, run, _) in GARMIN_LANGUAGES.items()
    },
    "intervals.csv": INTERVALS,
    "wellness.csv": WELLNESS,
    "hrv4training.csv": HRV4TRAINING,
    "runs.csv": OWN_RUNS,
    "checkins.csv": OWN_CHECKINS,
}
JSON_FILES = {
    "intervals.json": INTERVALS_JSON,
    "wellness.json": WELLNESS_JSON,
    "own.json": OWN_JSON,
    "own.jsonl": OWN_LINES,
}
