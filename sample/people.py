"""The cast of the sample engagements. Everybody here is made up; every address is in a reserved domain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the sample.

    ``name`` is how the client's contacts spell it, ``shown`` how mail and calendar do ("" when the same).
    ``other_address`` and ``other_name`` are a second spelling that is in no contact list.
    """

    name: str
    address: str
    organisation: str = ""
    title: str = ""
    level: str = ""
    side: str = ""
    shown: str = ""
    other_address: str = ""
    other_name: str = ""


NORVIA = "Norvia"


def _norvia(name: str, local: str, unit: str, title: str, level: str, side: str, **more: str) -> Person:
    return Person(name, f"{local}@norvia.example", f"{NORVIA} {unit}".strip(), title, level, side, **more)


MAREN = Person("Maren Voss", "maren.voss@waylight.example", "Voss Coaching", "coach")
INES = _norvia(
    "Ines Calder",
    "ines.calder",
    "Laboratory Technology",
    "director",
    "",
    "",
    other_address="i.calder@norvia.example",
    other_name="Calder, Ines",
)

STAKEHOLDERS: dict[str, Person] = {
    "nils": _norvia("Nils Aaker", "nils.aaker", "Laboratory Technology", "lead, automation", "manager", "own team"),
    "hanna": _norvia(
        "Hanna Sørensen", "hanna.sorensen", "Laboratory Technology", "deputy", "senior leader", "own team"
    ),
    "sol": _norvia(
        "Sol Reyes", "sol.reyes", "Laboratory Technology", "test engineer", "individual contributor", "own team"
    ),
    "ari": _norvia(
        "Ari Dahl", "ari.dahl", "Laboratory Technology", "data engineer", "individual contributor", "own team"
    ),
    "tiago": _norvia(
        "Tiago Prado", "tiago.prado", "Laboratory Technology", "technician", "individual contributor", "own team"
    ),
    "priya": _norvia(
        "Priya Raman",
        "priya.raman",
        "Process Engineering",
        "head",
        "senior leader",
        "peer",
        other_address="p.raman@norvia.example",
        other_name="Raman, Priya",
    ),
    "luca": _norvia("Luca Brandt", "luca.brandt", "Finance", "head of business partnering", "senior leader", "peer"),
    "greta": _norvia("Greta Holm", "greta.holm", "Procurement", "head", "senior leader", "peer"),
    "mei": _norvia("Mei Okafor", "mei.okafor", "Quality", "manager", "manager", "peer"),
    "youssef": _norvia("Youssef Amrani", "youssef.amrani", "IT Platforms", "head", "senior leader", "peer"),
    "tomas": _norvia(
        "Tomás Ferrão",
        "tomas.ferrao",
        "Operations",
        "plant director",
        "c-suite",
        "upward",
        other_address="tferrao@plant.norvia.example",
        other_name="Tomas Ferrao",
    ),
    "ravi": _norvia("Ravi Menon", "ravi.menon", "Technology", "chief technology officer", "c-suite", "upward"),
    "hale": _norvia(
        "Dr. Hale", "evelyn.hale", "Board", "chair, technology committee", "board", "upward", shown="Dr. Evelyn Hale"
    ),
    "beatriz": _norvia("Beatriz Lindqvist", "beatriz.lindqvist", "Board", "board sponsor", "board", "upward"),
    "jo": _norvia("Jo Pires", "jo.pires", "Operations", "site manager, Évora", "manager", "elsewhere"),
    "ife": _norvia("Ife Balogun", "ife.balogun", "Operations Planning", "head", "senior leader", "elsewhere"),
    "kim": _norvia(
        "Kim Serrano", "kim.serrano", "Operations", "shift technician", "individual contributor", "elsewhere"
    ),
    "clara": _norvia("Clara Nyström", "clara.nystrom", "Finance", "chief financial officer", "c-suite", "elsewhere"),
    "grace": _norvia("Grace Adeyemi", "grace.adeyemi", "Works Council", "chair", "manager", "elsewhere"),
    "anneke": Person(
        "Anneke Blom",
        "anneke@blomsensors.example",
        "Blom Sensors",
        "supplier, managing partner",
        "senior leader",
        "industry",
    ),
    "pieter": Person(
        "Pieter Aldous", "p.aldous@lab.example", "National Membrane Laboratory", "director", "c-suite", "industry"
    ),
    "joost": Person(
        "Joost Verhoeven",
        "joost.verhoeven@rijnzorg.example",
        "Rijnzorg Dialysis",
        "customer, purchasing lead",
        "manager",
        "industry",
    ),
    "elena": Person(
        "Prof. Elena Varga", "elena.varga@council.example", "Membrane Standards Council", "chair", "board", "industry"
    ),
    "wen": Person(
        "Wen Li",
        "wen.li@campus.example",
        "Open Instruments, Campus Lab",
        "engineer",
        "individual contributor",
        "industry",
    ),
}

OTHERS: dict[str, Person] = {
    "paulo": _norvia("Paulo Reis", "paulo.reis", "Laboratory Technology", "duty technician", "", ""),
    "marta": _norvia("Marta Lobo", "marta.lobo", "Laboratory Technology", "duty technician", "", ""),
    "filipa": _norvia("Filipa Matos", "filipa.matos", "Travel and Rooms", "", "", ""),
    "duarte": _norvia("Duarte Nunes", "duarte.nunes", "Process Engineering", "", "", ""),
    "ulla": _norvia("Ulla Brink", "ulla.brink", "Legal", "", "", ""),
    "bento": _norvia("Bento Alves", "bento.alves", "Safety", "", "", ""),
}

CAST: dict[str, Person] = {"ines": INES, "maren": MAREN, **STAKEHOLDERS, **OTHERS}
