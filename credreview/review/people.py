"""Who reviews on this machine: names with permanent random ids, in the data folder.

Each person is a small file whose name comes from the folded name, so that two
programs that meet a new name at the same moment agree on one person. Somebody
who is renamed keeps id and file.
"""

import hashlib
import json
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import fold_name, new_id
from credreview.domain.model import Person
from credreview.store import health
from credreview.text import tr

_ID = re.compile(r"[0-9a-f]{32}")

#: The reviewers of the sample, the same two on every machine.
FICTIONAL = frozenset({"5a" * 16, "5b" * 16})


def _folder() -> Path:
    folder = environment.data_folder() / "people"
    folder.mkdir(exist_ok=True)
    return folder


def _stem(name: str) -> str:
    return hashlib.sha256(fold_name(name).encode()).hexdigest()[:24]


def _read(path: Path) -> Person:
    try:
        return _person(_data(path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UserError) as error:
        raise UserError(
            "people.damaged",
            tr("The file “{path}” cannot be read.", path=str(path)),
            tr("It holds a reviewer's permanent id. Bring it back from a backup."),
        ) from error


def _data(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _person(data: dict[str, Any]) -> Person:
    person = Person(
        id=data["id"],
        name=data["name"],
        organisation=data.get("organisation", ""),
        role=data.get("role", ""),
    )
    if not _ID.fullmatch(person.id) or check_name(person.name) != person.name:
        raise ValueError(person.name)
    for words in (person.organisation, person.role):
        if check_words(words) != words:
            raise ValueError(words)
    return person


def everyone() -> list[Person]:
    """Return all people of this machine, by name."""
    people = [_read(path) for path in _folder().glob("*.json")]
    return sorted(people, key=lambda person: (fold_name(person.name), person.id))


def check_name(name: str) -> str:
    """Return a name without outer space; raises UserError for one that cannot be used."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > 200 or not tidy.isprintable():
        raise UserError(
            "people.bad_name",
            tr("A reviewer needs a name of 1 to 200 visible characters."),
            tr("Type the name under which your judgements are to be signed."),
        )
    return tidy


def check_words(words: str) -> str:
    """Return an organisation or role without outer space; raises UserError for an unusable one."""
    tidy = " ".join(words.split())
    if len(tidy) > 200 or not (tidy + "x").isprintable():
        raise UserError(
            "people.bad_words",
            tr("An organisation or role has at most 200 visible characters."),
            tr("Make it shorter, or leave it empty."),
        )
    return tidy


def named(name: str) -> Person:
    """Return the person of that name, made on first use.

    Raises:
        UserError: The name fits two people, or is no name.
    """
    tidy = check_name(name)
    fitting = [p for p in everyone() if is_called(p, tidy) or p.id == tidy]
    if len(fitting) > 1:
        raise UserError(
            "people.ambiguous",
            tr("The name “{name}” fits {count} people.", name=tidy, count=len(fitting)),
            tr("Give the id instead: {ids}.", ids=", ".join(p.id for p in fitting)),
        )
    return fitting[0] if fitting else _make(tidy, 0)


def only_one() -> Person:
    """Return the one person of this machine, for work that nobody was named for.

    Raises:
        UserError: There are several, or none.
    """
    people = everyone()
    if len(people) != 1:
        raise UserError(
            "people.unclear",
            tr("It is not clear who does this: this machine knows {n} people.", n=len(people)),
            tr("Say --reviewer NAME."),
        )
    return people[0]


def another(name: str) -> Person:
    """Make a new person, even where the name is taken already."""
    tidy = check_name(name)
    number = 0
    while (_folder() / f"{_stem(tidy)}-{number}.json").exists():
        number += 1
    return _make(tidy, number)


def adopt(person: Person) -> Person:
    """Make somebody who reviews elsewhere a person of this machine, under the same id.

    Returns:
        The person as this machine knows them; nothing changes for one it knows.

    Raises:
        UserError: Somebody else here has the name.
    """
    for known in everyone():
        if known.id == person.id:
            return known
    tidy = _tidy(person)
    _require_free(tidy)
    return _write_new(tidy, 0)


def change(person: Person, *, signs_each: bool | None = None) -> Person:
    """Keep another name, organisation or role of a person of this machine, by their id.

    Args:
        person: As they are to be from now on.
        signs_each: Whether each of their actions here is signed; None leaves it.

    Raises:
        UserError: Another person here has the name, or the file cannot be written.
    """
    tidy = _tidy(person)
    _require_free(tidy)
    path = _file_of(tidy.id)
    data = _data(path) | _facts(tidy)
    if signs_each is not None:
        data["signs_each"] = signs_each
    temporary = _written(data)
    try:
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    health.to_disk(path.parent)
    return tidy


def _tidy(person: Person) -> Person:
    return replace(
        person,
        name=check_name(person.name),
        organisation=check_words(person.organisation),
        role=check_words(person.role),
    )


def _require_free(person: Person) -> None:
    for other in everyone():
        if other.id != person.id and is_called(other, person.name):
            raise UserError(
                "people.name_taken",
                tr("Somebody else on this machine is called “{name}”.", name=other.name),
                tr("Give one of the two another name, or a word that tells them apart."),
            )


def signs_each(id: str) -> bool:
    """Return whether each action of this person on this machine is to be signed."""
    try:
        return bool(_data(_file_of(id)).get("signs_each"))
    except (UserError, OSError):
        return False  # not of this machine, or nothing to be known here


def _file_of(id: str) -> Path:
    for path in _folder().glob("*.json"):
        if _read(path).id == id:
            return path
    raise no_such_person(id)


def is_called(person: Person, name: str) -> bool:
    """Return whether a name, however it is spelled, is a person's."""
    return fold_name(person.name) == fold_name(name)


def no_such_person(name: str) -> UserError:
    """Return the failure for somebody who is not there."""
    return UserError(
        "people.unknown",
        tr("There is nobody called {name}.", name=name[:200]),
        tr(
            "`credreview people` lists whom this machine knows; after it, a review whom that knows."
        ),
    )


def _facts(person: Person) -> dict[str, Any]:
    facts = {"id": person.id, "name": person.name}
    more = {"organisation": person.organisation, "role": person.role}
    return facts | more


def _make(name: str, number: int) -> Person:
    """Make a person, or return the one whom another program made just now."""
    return _write_new(Person(new_id(), name), number)


def _write_new(person: Person, number: int) -> Person:
    target = _folder() / f"{_stem(person.name)}-{number}.json"
    temporary = _written(_facts(person))
    try:
        try:
            os.link(temporary, target)  # complete at once, and never over another's file
        except FileExistsError:
            return _met(person, number)
        except OSError:  # a file system without links
            if target.exists():
                return _met(person, number)
            os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    # Actions of this id may be on disk a moment from now; so must its file be.
    health.to_disk(target.parent)
    return person


def _met(person: Person, number: int) -> Person:
    """Return whom the file that is there already holds, unless they are called otherwise now."""
    found = _read(_folder() / f"{_stem(person.name)}-{number}.json")
    if is_called(found, person.name):
        return found
    return _write_new(person, number + 1)


def _written(data: dict[str, Any]) -> Path:
    handle, temporary = tempfile.mkstemp(dir=_folder(), suffix=".new")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    return Path(temporary)
