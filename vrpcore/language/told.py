"""Finished English texts that can still be said in another language."""

from __future__ import annotations

from vrpcore.language.lookup import Language, label
from vrpcore.language.say import Said, say


class Told(str):
    """An English text that knows its template and details; to everybody else a text like any other."""

    template: str
    details: dict[str, Said]

    def text_in(self, language: Language) -> str:
        """The text in a language."""
        details = {
            name: value.text_in(language) if isinstance(value, Told) else value
            for name, value in self.details.items()
        }
        return say(self.template, language, **details)


class Kind(Told):
    """The name of a kind of things, or of a field, as tables have it."""

    def text_in(self, language: Language) -> str:
        """The name in a language."""
        return label(str(self), "", language)


def told(template: str, /, **details: Said) -> Told:
    """Say something in English, ready for other languages."""
    text = Told(say(template, "en", **details))
    text.template, text.details = template, details
    return text
