"""What the columns of other tools' tables hold, and how they are headed in English, German, French and Spanish.

Each kind of rows has fields; each field the headings that speak of it, plain: lower case, without accents and signs.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class RowsOf(StrEnum):
    """What the rows of a table are. The value is the word in a map, on the command line and in addresses."""

    STAKEHOLDERS = "stakeholders"
    MEETINGS = "meetings"
    JOURNAL = "journal"
    COMMITMENTS = "commitments"
    INSIGHTS = "insights"
    INTERACTIONS = "interactions"
    CLIENTS = "clients"
    HOURS = "hours"


_NAME = {
    "name": "name|full name|display name|contact|contact name|vollstandiger name|nom complet|nombre completo|nombre",
    "first_name": "first name|given name|firstname|vorname|prenom|nombre de pila|primer nombre",
    "last_name": "last name|family name|surname|lastname|nachname|familienname|nom|nom de famille|apellido|apellidos",
}
_ADDRESS = (
    "email|e mail|mail|address|addresses|email address|e mail address|primary email|mailadresse|e mail adresse"
    "|emailadresse|courriel|adresse e mail|adresse email|adresse mail|correo|correo electronico|email 1|e mail 1 value"
)
_ORGANISATION = (
    "organisation|organization|company|company name|employer|account|account name|firma|unternehmen|arbeitgeber|societe"
    "|entreprise|empresa|organizacion|compania"
)
_DAY = "date|day|on|datum|tag|jour|fecha|dia|created|created at|created on|erstellt|erstellt am|cree le|creado"
_NOTES = (
    "notes|note|session notes|meeting notes|my notes|coach notes|comments|comment|summary"
    "|description|details|notizen|notiz"
    "|bemerkung|bemerkungen|kommentar|zusammenfassung|remarques|commentaire|commentaires"
    "|resume|notas|nota|observaciones"
    "|comentarios|resumen"
)
_FIRST_DAY = (
    "first day|start date|start|begins|client since|created|date added|signup date|begin|beginn|startdatum"
    "|erster tag|kunde seit|date de debut|debut|premier jour|cliente depuis|fecha de inicio|inicio|primer dia"
)
_LAST_DAY = (
    "last day|end date|end|ends|contract end|ende|enddatum|letzter tag|date de fin|fin|dernier jour|fecha de fin"
    "|ultimo dia"
)

_WORDS: dict[RowsOf, dict[str, str]] = {
    RowsOf.STAKEHOLDERS: {
        **_NAME,
        "address": _ADDRESS,
        "organisation": _ORGANISATION,
        "level": "level|ebene|hierarchieebene|niveau|nivel",
        "side": "side|seite|cote|lado",
    },
    RowsOf.MEETINGS: {
        "at": f"{_DAY}|session date|meeting date|appointment date|start|start date|start time|starts at|begin|beginn"
        "|startzeit|termin|sitzungsdatum|scheduled at|appointment|date and time|date de seance"
        "|date du rendez vous|debut"
        "|fecha de la sesion|inicio|fecha y hora",
        "clock": "time|session time|uhrzeit|zeit|heure|hora",
        "until": "end|end date|end time|ends at|ende|endzeit|fin|heure de fin|hora de fin",
        "minutes": "minutes|minuten|min|mins|duration|length|dauer|lange|duree|duracion|session length|duration minutes"
        "|minutos",
        "hours": "hours|stunden|heures|horas|duration hours|dauer in stunden",
        "state": "status|state|zustand|etat|estado|statut|attendance|outcome",
        "notes": _NOTES,
        "shared": "shared notes|notes for the client|client notes|geteilte notizen|notes partagees|notas compartidas",
    },
    RowsOf.JOURNAL: {
        "on": f"{_DAY}|entry date|date de l entree",
        "title": "title|titel|uberschrift|titre|titulo|heading|subject|betreff|sujet|asunto",
        "text": "text|entry|journal|journal entry|reflection|body|content|eintrag|inhalt|tagebuch|texte|entree|contenu"
        f"|reflexion|texto|entrada|contenido|{_NOTES}",
        "private": "private|privat|prive|privado|visibility|only me",
        "confidence": "confidence|confidence 0 10|rating|zuversicht|selbstvertrauen|confiance|confianza",
        "question": "question|questions|frage|pregunta",
    },
    RowsOf.COMMITMENTS: {
        "on": f"{_DAY}|agreed on|assigned|assigned on|vereinbart am|convenu le|acordado el",
        "text": "commitment|commitments|action|actions|action item|action items|task|tasks|to do|todo|title|homework"
        "|next step|next steps|aufgabe|massnahme|vereinbarung|titel|tache|engagement|titre|tarea|compromiso|accion"
        "|titulo|what|text",
        "due": "due|due date|due on|deadline|by|fallig|fallig am|bis|frist|echeance|date limite|vencimiento"
        "|fecha limite|fecha de vencimiento",
        "state": "status|state|done|completed|zustand|erledigt|etat|statut|fait|termine|estado|hecho|completado",
        "settled_on": "completed on|completed at|done on|completion date|closed on|erledigt am|abgeschlossen am"
        "|fait le|termine le|completado el",
    },
    RowsOf.INSIGHTS: {
        "on": _DAY,
        "text": "insight|insights|learning|learnings|aha|takeaway|takeaways|key takeaway|erkenntnis|erkenntnisse"
        "|einsicht|prise de conscience|apprentissage|aprendizaje|hallazgo|text",
        "heard_from": "heard from|from|person|source|von|gehort von|personne|entendu de|de|persona|escuchado de",
        "changed": "changed|what it changed|change|geandert|veranderung|change|changement|ce qui a change|cambio",
    },
    RowsOf.INTERACTIONS: {
        "at": f"{_DAY}|at|time|timestamp|datetime|when|sent|sent at|zeit|zeitpunkt|gesendet|heure|quand|envoye|hora"
        "|enviado|cuando",
        "sender": "sender|from|source|src|von|absender|de|expediteur|remitente",
        "recipient": "recipient|to|target|receiver|dst|an|empfanger|a|destinataire|para|destinatario",
        "kind": "kind|type|channel|art|typ|kanal|type de contact|canal|tipo",
        "thread": "thread|thread id|conversation|conversation id|unterhaltung|fil|conversacion|hilo",
    },
    RowsOf.CLIENTS: {
        **_NAME,
        "name": f"{_NAME['name']}|client name|client|coachee|klient|klientin|kunde|kundin|cliente",
        "first_name": f"{_NAME['first_name']}|client first name",
        "last_name": f"{_NAME['last_name']}|client last name",
        "address": f"{_ADDRESS}|client email",
        "organisation": _ORGANISATION,
        "pronouns": "pronouns|pronoun|pronomen|pronoms|pronombres|gender|geschlecht|genre|genero",
        "zone": "time zone|timezone|zone|tz|zeitzone|fuseau horaire|fuseau|zona horaria",
        "begins": _FIRST_DAY,
        "ends": _LAST_DAY,
        "goals": "goals|goal|objectives|coaching goals|focus|ziele|ziel|coachingziele|objectifs|objectif"
        "|objetivos|objetivo",
        "hours": "hours|hours bought|package hours|contracted hours|sessions purchased hours|stunden|gekaufte stunden"
        "|heures|heures achetees|horas|horas compradas",
    },
    RowsOf.HOURS: {
        "name": f"{_NAME['name']}|client name|client|coachee|klient|klientin|kunde|kundin|cliente",
        "first_name": f"{_NAME['first_name']}|client first name",
        "last_name": f"{_NAME['last_name']}|client last name",
        "contact": f"{_ADDRESS}|contact information|contact info|phone|telefon|kontakt|coordonnees|telephone|telefono"
        "|contacto|client email",
        "form": "individual group|individual or group|coaching type|type|form|art|einzel gruppe|individuel groupe"
        "|individual grupo|tipo",
        "number": "number in group|number in the group|group size|participants|teilnehmer|gruppengrosse|participants"
        "|taille du groupe|participantes",
        "begins": _FIRST_DAY,
        "ends": _LAST_DAY,
        "paid": "paid hours|paid|hours paid|hours|bezahlte stunden|bezahlt|stunden|heures payees|heures"
        "|horas pagadas|horas",
        "pro_bono": "pro bono hours|pro bono|probono|pro bono stunden|unbezahlte stunden|heures pro bono"
        "|horas pro bono",
        "may_name": "may be named|consent|agrees to be named|permission|einwilligung|consentement|consentimiento",
    },
}

FIELDS: dict[RowsOf, dict[str, tuple[str, ...]]] = {
    kind: {field: tuple(dict.fromkeys(words.split("|"))) for field, words in fields.items()}
    for kind, fields in _WORDS.items()
}

# What a row of each kind cannot do without: one field of each group.
NEEDED: dict[RowsOf, tuple[tuple[str, ...], ...]] = {
    RowsOf.STAKEHOLDERS: (("name", "first_name", "last_name", "address"),),
    RowsOf.MEETINGS: (("at",),),
    RowsOf.JOURNAL: (("on",), ("text", "title")),
    RowsOf.COMMITMENTS: (("text",),),
    RowsOf.INSIGHTS: (("text",), ("on",)),
    RowsOf.INTERACTIONS: (("at",), ("sender",), ("recipient",)),
    RowsOf.CLIENTS: (("name", "first_name", "last_name"),),
    RowsOf.HOURS: (("name", "first_name", "last_name"), ("begins",), ("paid", "pro_bono")),
}
DAYS = ("at", "until", "on", "due", "settled_on", "begins", "ends")  # fields that hold a day, and maybe a time
SEVERAL = ("text", "notes", "shared", "address", "goals", "question")  # fields that several columns may fill together
OF_ENGAGEMENT = tuple(one for one in RowsOf if one not in (RowsOf.CLIENTS, RowsOf.HOURS))


def plain(heading: str) -> str:
    """A heading as the lists above have it.

    >>> plain("Fällig_am (Datum)")
    'fallig am'
    """
    bare = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss"))
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w]|_", " ", re.sub(r"[(\[].*?[)\]]", " ", letters)).split())
