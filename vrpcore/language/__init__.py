"""The one table of what people read, in English and Chinese: kinds of things, fields, options, and texts.

English words are the names of the model's fields and options; Chinese ones stand in the tables here.
A field is looked up as ``kind.field`` first, then as ``field``, so that what means the same is written once.
Texts (sentences, titles, labels) are looked up by their English templates with named fields, see `say`.
"""

from vrpcore.language.lookup import (
    LANGUAGES,
    Language,
    folded,
    label,
    label_synonyms,
    language_of,
    note,
    option,
    option_synonyms,
)
from vrpcore.language.say import TEXTS, choice, colon, comma, counted, fields_of, say, weekday
from vrpcore.language.told import Kind, Told, told

__all__ = [
    "LANGUAGES",
    "TEXTS",
    "Kind",
    "Language",
    "Told",
    "choice",
    "colon",
    "comma",
    "counted",
    "fields_of",
    "folded",
    "label",
    "label_synonyms",
    "language_of",
    "note",
    "option",
    "option_synonyms",
    "say",
    "told",
    "weekday",
]
