"""A text as the rules read it: spelt right, settled, without what is only said around the request."""

from ai_service.providers.local.understanding.reading.courtesy import without_courtesy
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.rewriting.asides import without_asides
from ai_service.providers.local.understanding.rewriting.preambles import to_the_point
from ai_service.providers.local.understanding.rewriting.run_on import without_run_on
from ai_service.providers.local.understanding.rewriting.second_thoughts import settled
from ai_service.providers.local.understanding.rewriting.spelling import spelt
from ai_service.providers.local.understanding.situation import Situation


def read_request(text: str, situation: Situation) -> Reading:
    """The text without its courtesies and asides, as the rules read it."""
    return without_run_on(without_asides(to_the_point(settled(opened(text, situation)))))


def opened(text: str, situation: Situation) -> Reading:
    """The text spelt out, without its courtesies."""
    written = spelt(" ".join(text.split()), situation.locale)
    return read(without_courtesy(written, situation.locale), situation)
