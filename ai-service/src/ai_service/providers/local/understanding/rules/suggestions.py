"""Requests for something to be thought up: "propose-moi des cibles", "qui devrais-je viser ?"."""

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.reading import Reading
from assistant.contracts.base import KINDS, Kind

KINDS_ASKED = tuple(f"{kind}.suggest" for kind in KINDS)
FEW_WORDS = 2
"""Up to so many words beside a kind name nothing of it: "donne-moi trois bons objectifs"."""


def advise(reading: Reading) -> Meaning | None:
    """A question about what would be good: "quelles cibles viser ?", "what goals should we set?", "à qui parler ?"."""
    noun = reading.nouns[0][1] if reading.nouns else None
    following = reading.flat[noun.end :].lstrip() if noun else ""
    advised = reading.says("conseil") or reading.says("conseil_moyen")
    advised = advised or reading.lexicon.pattern("infinitif").match(following) is not None
    if not advised or reading.sentence.colon or reading.sentence.url or reading.says("decompte"):
        return None
    if reading.has("possessif") and not reading.says("conseil_moyen"):
        return None
    if reading.nouns:
        kind, noun = reading.nouns[0]
        asked = reading.first("question")
        beside = asked is not None and 0 <= noun.start - asked.end <= 1
        leads = reading.lexicon.pattern("infinitif").match(following) is not None
        to_do = leads and reading.sentence.is_question and not reading.leading and asked is None
        return Meaning(f"{kind}.suggest") if beside or to_do or reading.says("conseil_moyen") else None
    return Meaning("cible.suggest") if reading.has("question") and reading.has("personnes") else None


def go_on(reading: Reading) -> Meaning | None:
    """The next kind to work on: "maintenant les ressources", "now do the resources"."""
    kind = reading.kind
    if kind is None or not reading.says("aux_suivants") or reading.has("plan", "scenario"):
        return None
    return Meaning(f"{kind}.suggest") if len(reading.kinds) == 1 else None


def suggest(reading: Reading) -> Meaning | None:
    """Something to propose: "propose-moi des cibles", "qui devrais-je viser ?", "trois idées d'objectifs"."""
    if reading.leading & {"retirer", "modifier", "exporter", "archiver", "ouvrir"}:
        return None
    stated = reading.sentence.colon and reading.nouns and reading.is_definite(reading.nouns[0][1])
    told = (reading.says("en_tant_que") and reading.has("ajouter")) or reading.says("attribut")
    if stated or told:
        return None
    kind = _kind(reading)
    explicit = any(len(mention.words) > 1 for mention in reading.all("proposer"))
    adding = "ajouter" in reading.leading and bool(reading.nouns)
    proposing = reading.has("proposer") and (explicit or not adding)
    generic = any(mention.family != "contenu" for _, mention in reading.nouns)
    proposing = proposing or (generic and reading.has("aide", "inspiration") and not reading.has("ajouter"))
    if proposing or _is_short_of_content(reading):
        return Meaning(f"{kind}.suggest") if kind else _what(reading)
    if kind and not reading.says("decompte") and (_asks_advice(reading, kind) or _wants_some(reading)):
        return Meaning(f"{kind}.suggest")
    if (
        kind
        and reading.situation.proposals
        and reading.has("autres")
        and not reading.unread("autres", "donner", "montrer", "politesse", "question", "non")
    ):
        return Meaning(f"{kind}.suggest")
    return None


def suggested(reading: Reading) -> Meaning:
    """The proposals wanted, once they are known to be; of what is asked when it is not said."""
    kind = _kind(reading)
    return Meaning(f"{kind}.suggest") if kind else clarify(*KINDS_ASKED)


def _kind(reading: Reading) -> Kind | None:
    """The kind asked for: the noun, else what the verb is about, else that of the proposals shown."""
    if reading.kind is not None:
        return reading.kind
    if reading.says("viser_un_but"):
        return "objectif"
    if reading.has("viser") or reading.says("public"):
        return "cible"
    if reading.says("produire"):
        return "ressource"
    shown = reading.situation.proposals
    return shown[0].kind if shown else None


def _what(reading: Reading) -> Meaning | None:
    """Proposals of what? A doubt between the three kinds, unless the sentence is about something else altogether."""
    read = (
        "proposer",
        "donner",
        "politesse",
        "vague",
        "question",
        "autres",
        "bonjour",
        "situation",
        "scenario",
        "merci",
    )
    if len(reading.unread(*read)) >= FEW_WORDS and not reading.has("situation", "scenario", "vague"):
        return None
    return clarify(*KINDS_ASKED)


def _is_short_of_content(reading: Reading) -> bool:
    if not reading.says("manque") or reading.kind is None or reading.has("chercher"):
        return False
    # "il manque une cible, les responsables formation" tells which one.
    return not reading.flat[reading.nouns[0][1].end :].lstrip().startswith((",", ":")) or reading.has("proposer")


def _asks_advice(reading: Reading, kind: Kind) -> bool:
    """Whether a question asks what would be good, not what there is: "quelles cibles viser ?"."""
    fragment = (
        reading.sentence.is_question
        and reading.leading <= {"retenir", "montrer"}
        and bool(reading.nouns)
        and not reading.sentence.quotes
        and not reading.has("viser")
        # "risk managers as a target?" names it.
        and not (reading.says("en_tant_que") and reading.unread(*KINDS, "politesse"))
    )
    if fragment and (reading.is_indefinite(reading.nouns[0][1]) or _opens_with_any(reading)):
        return True
    if not reading.has("question") and not reading.says("public"):
        return False
    if "ajouter" in reading.leading and not _opens_with_question(reading):
        return False
    noun = reading.nouns[0][1] if reading.nouns else None
    if noun is None:
        return kind == "cible" or reading.says("conseil") or reading.says("produire")
    if reading.has("possessif") and reading.is_definite(noun) and not reading.says("possible"):
        return False
    return reading.says("conseil") or not reading.is_definite(noun)


def _opens_with_any(reading: Reading) -> bool:
    """Whether the first word is an indefinite article: "un objectif pertinent ?"."""
    return any(word.folded in reading.lexicon.indefinis for word in reading.sentence.words[:1])


def _opens_with_question(reading: Reading) -> bool:
    """Whether the question comes before the verb and asks what, not how: "que mettre comme objectif ?"."""
    asked, opening = reading.first("question"), reading.sentence.words[:2]
    return asked is not None and any(word in asked.words for word in opening) and not reading.says("maniere")


def _wants_some(reading: Reading) -> bool:
    """Whether some are wanted, not those that exist: "donne-moi trois objectifs", "je voudrais des cibles"."""
    if not reading.nouns or reading.sentence.colon or reading.sentence.quotes or reading.sentence.url:
        return False
    noun = reading.nouns[0][1]
    fresh = reading.has("autres") or any(0 <= noun.start - new.end <= 1 for new in reading.all("nouveau"))
    if reading.is_plural(noun) and reading.says("possible"):
        return True
    some = reading.is_plural(noun) and (reading.is_indefinite(noun) or fresh)
    unknown = reading.unread(
        "ajouter", "creer", "donner", "montrer", "generer", "autres", "nouveau", "question", *KINDS
    )
    return some and len(unknown) <= FEW_WORDS
