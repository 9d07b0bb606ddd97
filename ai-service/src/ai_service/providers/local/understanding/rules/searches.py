"""Requests to look something up: "cherche des inspirations sur NIS2", "find ABM examples in energy"."""

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.reading import Reading, flat
from ai_service.providers.local.understanding.reading.values import ENDS, clean
from ai_service.wording import stems


def search(reading: Reading) -> Meaning | None:
    """Something to look up: "cherche des inspirations sur NIS2", "va voir ce qui se fait sur la marque employeur"."""
    seeking = (reading.has("chercher") or reading.says("ce_que_font")) and not reading.leading & {
        "ajouter",
        "retirer",
        "modifier",
    }
    if (not seeking and not _finds_content(reading)) or reading.says("chercher_a"):
        return None
    generic = [kind for kind, mention in reading.nouns if mention.family != "contenu"]
    if generic and (reading.has("proposer") or not reading.says("sujet")):
        return None
    return searched(reading)


def errand(reading: Reading) -> Meaning | None:
    """Something looked for that is no inspiration: "cherche-moi un restaurant pour ce soir".

    A word of business makes it a search: "des recettes de traiteurs B2B"; so does one of what the scenario is about.
    """
    scenario, locale = reading.situation.scenario, reading.situation.locale
    if not reading.says("course") or reading.says("affaires") or reading.sentence.quotes or reading.sentence.colon:
        return None
    themed = {*stems(f"{scenario.nom} {scenario.thematique}", locale)} if scenario else set[str]()
    return None if any(word.stem in themed for word in reading.sentence.words) else Meaning("off_topic")


def searched(reading: Reading) -> Meaning:
    """The search, once it is known to be asked."""
    request = _request(reading)
    return Meaning("search.run", {"requete": request} if request else {})


def _finds_content(reading: Reading) -> bool:
    """Whether existing content is to be found: "trouve-moi des études de cas sur l'hydrogène", "find ABM examples"."""
    told = reading.has("inspiration") or (reading.has("contenu") and reading.says("sujet"))
    return reading.says("chercher_contenu") and told


def _request(reading: Reading) -> str:
    """What is looked for: the quotation, what follows the colon, else what follows the words that ask for it."""
    sentence = reading.sentence
    if sentence.quotes:
        return clean(sentence.quotes[0].text, sentence.locale)
    if sentence.colon and sentence.tail.strip(ENDS):
        return clean(sentence.tail, sentence.locale)
    sought = reading.all("chercher", "inspiration")
    for before, mention in zip([None, *sought][::-1][1:], sought[::-1], strict=True):
        if before and _subject(sentence.raw[before.end : mention.start], reading):
            # "search for ABM examples in energy": what comes before "examples" is looked for too.
            continue
        request = _subject(sentence.raw[mention.end : sentence.clause_end(mention.start)], reading)
        if request:
            return request
    topic, finding = reading.find("sujet"), reading.find("chercher_contenu")
    if topic is None and finding is not None:
        return _subject(sentence.raw[finding.end() : sentence.clause_end(finding.start())], reading)
    return clean(sentence.raw[topic.end() : sentence.clause_end(topic.start())], sentence.locale) if topic else ""


def _subject(rest: str, reading: Reading) -> str:
    """What `rest` is about, without the words that only lead to it."""
    plain = flat(rest)
    lead = reading.lexicon.pattern("remplissage").match(plain)
    start = lead.end() if lead else 0
    topic = reading.lexicon.pattern("sujet").search(plain, start)
    if topic and not plain[start : topic.start()].strip(ENDS):
        start = topic.end()
    return clean(rest[start:], reading.sentence.locale)
