"""Prompts are files with a version, one a task and language; overrides add to them by theme and by company."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from openai.types.chat import ChatCompletionMessageParam

from ai_service.providers.base import Request
from ai_service.providers.openai import context
from ai_service.wording import shorten, stems, words
from assistant.contracts.base import Locale
from assistant.dialogue.texts import text

TASKS: Final = ("suggest", "answer", "plan")
REPAIRED_LENGTH = 6000
ERROR_LENGTH = 300
OVERRIDE_LENGTH = 4000

_VERSION = re.compile(r"\A<!-- version: (\S{1,5}) -->\n")
_OVERRIDE = re.compile(r"(?P<name>[^.]+)(?:\.(?P<task>suggest|answer|plan))?\.(?P<locale>fr|en)\.md")
THEMES = "thematiques"
COMPANIES = "entreprises"
README = "README.md"


class PromptError(Exception):
    """A prompt file that cannot be used: said at start, with its name."""


@dataclass(frozen=True)
class Prompt:
    """The text of a prompt file and its version."""

    version: str
    content: str


@dataclass(frozen=True)
class Override:
    """Instructions that one theme or one company adds, for one task or for all. `file` is its path in the folder."""

    file: str
    name: str
    company: bool
    task: str | None
    locale: Locale
    content: str


@dataclass(frozen=True)
class Prompts:
    """All prompts, loaded at start. `ignored` is what lies among the overrides and is none."""

    prompts: Mapping[str, Prompt]
    overrides: tuple[Override, ...] = ()
    company: str = ""
    ignored: tuple[str, ...] = ()

    def version(self, request: Request) -> str:
        """Which prompt a request is answered with: its name, its version and that of the base, a digest of what was
        added to them; 40 characters at most, for they are kept.
        """
        name = _name(request)
        versions = f"{self.prompts[name].version}/{self.prompts[_base(request)].version}"
        added = "".join(override.content for override in self._added(request))
        digest = f"+{hashlib.sha256(added.encode()).hexdigest()[:6]}" if added else ""
        return f"{name}@{versions}{digest}"

    def messages(self, request: Request, schema: str | None) -> list[ChatCompletionMessageParam]:
        """Our instructions in the system role; whatever users or other services wrote as data in the user role.

        `schema` is told in words to a server that takes no schema of its own.
        """
        system = [self.prompts[_base(request)].content, self.prompts[_name(request)].content]
        system += [override.content for override in self._added(request)]
        if schema is not None:
            system.append(text("ai.prompt.schema", request.locale, schema=schema))
        data = [context.enclosed("donnees", context.situation(request))]
        if request.history:
            data.append(context.enclosed("echanges_anciens", context.summary(request.history)))
            data.append(context.enclosed("echanges_recents", context.recent(request.history)))
        data.append(context.enclosed("demande", context.cut(request.text, context.REQUEST)))
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": "\n\n".join(system)},
            {"role": "user", "content": "\n".join(data)},
        ]
        if request.repair is not None:
            errors = context.enclosed("erreurs", [shorten(error, ERROR_LENGTH) for error in request.repair.errors])
            # Never empty, which some servers refuse.
            written = shorten(request.repair.text, REPAIRED_LENGTH) or "{}"
            messages.append({"role": "assistant", "content": written})
            messages.append({"role": "user", "content": f"{text('ai.prompt.repair', request.locale)}\n{errors}"})
        return messages

    def _added(self, request: Request) -> Iterator[Override]:
        """The overrides that apply: those of the company, then those of the scenario's theme."""
        theme = request.scenario.thematique if request.scenario else ""
        company = _named(self.company)
        for override in self.overrides:
            applies = (
                _named(override.name) == company
                if override.company
                else _is_about(theme, override.name, request.locale)
            )
            if applies and override.locale == request.locale and override.task in (None, request.task):
                yield override

    def about(self) -> dict[str, object]:
        """What was loaded: versions by name, files of overrides and what was not taken for one, and the company whose
        overrides apply.
        """
        return {
            "versions": {name: self.prompts[name].version for name in sorted(self.prompts)},
            "overrides": [override.file for override in self.overrides],
            "ignored": list(self.ignored),
            "company": self.company,
        }


def _is_about(theme: str, name: str, locale: Locale) -> bool:
    """Whether a theme has all the words of an override's name, small ones only where the name has no other."""
    told = set(stems(name, locale))
    return told <= set(stems(theme, locale)) if told else set(_named(name)) <= set(_named(theme))


def _named(name: str) -> list[str]:
    """The words of a name, as the name of a file gives them: acronyms are not in capitals there."""
    return words(name.lower())


def _base(request: Request) -> str:
    return f"base.{request.locale}"


def _name(request: Request) -> str:
    parts = (request.task, request.kind, request.locale)
    return ".".join(part for part in parts if part)


def load_prompts(folder: Path | None = None, company: str = "") -> Prompts:
    """The prompts of this package, and the overrides in `folder` if one is given. Raises PromptError."""
    own = {}
    for file in (files("ai_service") / "prompts").iterdir():
        if file.name.endswith(".md"):
            own[file.name.removesuffix(".md")] = _read(file.name, file.read_text(encoding="utf-8"))
    if folder is not None and not folder.is_dir():
        raise PromptError(f"PROMPTS_DIR: {folder} is no folder")
    if folder is None:
        return Prompts(own, company=company)
    try:
        return Prompts(own, tuple(_overrides(folder)), company, tuple(_ignored(folder)))
    except OSError as error:
        raise PromptError(f"PROMPTS_DIR: {error.filename} cannot be read ({error.strerror})") from error


def _read(name: str, content: str) -> Prompt:
    found = _VERSION.match(content)
    if found is None:
        raise PromptError(f"{name}: the first line must be <!-- version: … -->")
    return Prompt(found[1], content[found.end() :].strip())


def _content(path: Path) -> str:
    """The text of an override, without the mark of its encoding that some editors put first. Raises PromptError."""
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise PromptError(f"{path}: not in UTF-8, save it so") from error
    except OSError as error:
        raise PromptError(f"{path}: cannot be read ({error.strerror})") from error


def _ignored(folder: Path) -> Iterator[str]:
    """What else is in a folder of overrides, and has no effect; hidden files and the README are meant to have none."""
    for path in sorted(folder.iterdir()):
        if path.name not in (COMPANIES, THEMES, README) and not path.name.startswith("."):
            yield path.name
    for kind in (COMPANIES, THEMES):
        for path in sorted((folder / kind).glob("[!.]*")):
            if path.suffix != ".md":
                yield f"{kind}/{path.name}"


def _overrides(folder: Path) -> Iterator[Override]:
    """`entreprises/<company>[.<task>].<locale>.md`, then `thematiques/<words of the theme>[.<task>].<locale>.md`."""
    for kind in (COMPANIES, THEMES):
        if (folder / kind).is_file():
            raise PromptError(f"{folder / kind}: a folder is expected")
        for path in sorted((folder / kind).glob("[!.]*.md")):
            if path.name == README:
                continue
            found = _OVERRIDE.fullmatch(path.name)
            content = _content(path)
            if found is None or not words(found["name"]):
                raise PromptError(f"{path}: expected a name such as cybersecurite.plan.fr.md")
            if not content or len(content) > OVERRIDE_LENGTH:
                raise PromptError(f"{path}: 1 to {OVERRIDE_LENGTH} characters are allowed")
            yield Override(
                file=f"{kind}/{path.name}",
                name=found["name"].replace("-", " "),
                company=kind == COMPANIES,
                task=found["task"],
                locale="fr" if found["locale"] == "fr" else "en",
                content=content,
            )
