"""The one table of the words that people see, in English and Chinese: kinds of things, fields, options.

English words are the names of the model's fields and options; Chinese ones stand in the tables here.
A field is looked up as ``kind.field`` first, then as ``field``, so that what means the same is written once.
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

__all__ = [
    "LANGUAGES",
    "Language",
    "folded",
    "label",
    "label_synonyms",
    "language_of",
    "note",
    "option",
    "option_synonyms",
]
