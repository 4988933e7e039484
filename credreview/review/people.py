"""Who reviews on this machine: names with permanent random ids, in the data folder.

Each person is a small file whose name comes from the folded name, so that two
programs that meet a new name at the same moment agree on one person.
"""

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import fold_name, new_id
from credreview.domain.model import Person
from credreview.store import health
from credreview.text import tr

_ID = re.compile(r"[0-9a-f]{32}")


def _folder() -> Path:
    folder = environment.data_folder() / "people"
    folder.mkdir(exist_ok=True)
    return folder


def _stem(name: str) -> str:
    return hashlib.sha256(fold_name(name).encode()).hexdigest()[:24]


def _read(path: Path) -> Person:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        person = Person(id=data["id"], name=data["name"])
        if not _ID.fullmatch(person.id) or check_name(person.name) != person.name:
            raise ValueError(person.name)
        return person
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UserError) as error:
        raise UserError(
            "people.damaged",
            tr("The file “{path}” cannot be read.", path=str(path)),
            tr("It holds a reviewer's permanent id. Bring it back from a backup."),
        ) from error


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


def named(name: str) -> Person:
    """Return the person of that name, made on first use.

    Raises:
        UserError: The name fits two people, or is no name.
    """
    tidy = check_name(name)
    fitting = [p for p in everyone() if fold_name(p.name) == fold_name(tidy) or p.id == tidy]
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


def _make(name: str, number: int) -> Person:
    """Make a person, or return the one whom another program made just now."""
    target = _folder() / f"{_stem(name)}-{number}.json"
    person = Person(new_id(), name)
    handle, temporary = tempfile.mkstemp(dir=_folder(), suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"id": person.id, "name": person.name}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, target)  # complete at once, and never over another's file
        except FileExistsError:
            return _read(target)
        except OSError:  # a file system without links
            if target.exists():
                return _read(target)
            os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    # Actions of this id may be on disk a moment from now; so must its file be.
    health.to_disk(target.parent)
    return person
