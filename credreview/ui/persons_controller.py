"""Who reviews, and whose keys are trusted: the dialogs about people, and what they change."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from credreview.domain.errors import UserError
from credreview.domain.model import Changed, Person
from credreview.domain.seals import How
from credreview.review import keys, people, seals, trust
from credreview.review.session import ReviewSession
from credreview.review.trust import Reviewer
from credreview.text import tr
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from credreview.ui.dialogs.passphrase_dialog import PassphraseDialog
    from credreview.ui.dialogs.person_dialog import OwnKey, PersonDialog

Then = Callable[[], None]
Secret = Callable[[str, str], object]


def own_key(person: str) -> "OwnKey":
    """Return how the key of a person on this machine stands; made if there is none."""
    from credreview.ui.dialogs.person_dialog import OwnKey

    signs_each = people.signs_each(person)
    try:
        public = keys.public_key(person)
        is_locked = keys.unlocked(person) is None
        trouble = ""
        if keys.is_exposed(person):
            path = str(keys.path_of(person))
            trouble = tr(
                "Others on this machine can read the key. Let only yourself read “{path}”.",
                path=path,
            )
        return OwnKey(public, keys.has_passphrase(person), is_locked, trouble, signs_each)
    except UserError as error:
        return OwnKey(None, trouble=str(error), signs_each=signs_each)


class PersonsController(QObject):
    """Handlers of the reviewer's menu and of "People and keys"."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        review.opened.connect(self._offer_unlock)
        review.opened.connect(self._look_for_unknown)
        review.changed.connect(self._look_again)

    # Oneself

    def show_person(self) -> None:
        """Show what the reviewer says of themselves, and their key."""
        person = self._review.person
        if person is None:
            return
        if not keys.has_keys(person.id):
            self._parts.status.hint(
                tr("The people of the sample are invented; they have no keys and no papers.")
            )
            return
        self._parts.reading.run(partial(own_key, person.id), partial(self._open_person, person))

    def _open_person(self, person: Person, key: "OwnKey") -> None:
        from credreview.ui.dialogs.person_dialog import PersonDialog

        dialog = PersonDialog(person, key, self._parts.window)
        dialog.save_asked.connect(lambda typed, each: self._save(dialog, typed, signs_each=each))
        dialog.passphrase_asked.connect(lambda: self._ask_passphrase(dialog, person.id))
        open_over(self._parts.window, dialog)

    def _save(self, dialog: "PersonDialog", person: Person, *, signs_each: bool) -> None:
        session = self._review.session

        def work() -> Person:
            people.adopt(person)  # whoever came with a review and not from this machine
            saved = people.change(person, signs_each=signs_each)
            if session is not None and session.reviewer.id == saved.id:
                session.became(saved)
            return saved

        def done(saved: Person) -> None:
            dialog.accept()
            self._review.person = saved
            if self._review.session is session:
                self._parts.status.show_reviewer(saved.name)

        self._parts.writing.run(work, done, "person", dialog.show_error)

    def _ask_passphrase(self, over: "PersonDialog", person: str) -> None:
        def again(key: "OwnKey") -> None:
            if key.is_locked:
                self.unlock(person, then=show)
            else:
                self._change_passphrase(person, show, has_one=key.has_passphrase)

        def show() -> None:
            self._parts.reading.run(partial(own_key, person), over.show_key)

        self._parts.reading.run(partial(own_key, person), again)

    def _change_passphrase(self, person: str, then: Then, *, has_one: bool) -> None:
        from credreview.ui.dialogs.passphrase_dialog import PassphraseDialog

        words = tr(
            "It protects the key from whoever can read your files. There is no way around it: if"
            " you forget it, the key is lost, and others have to trust a new one."
        )
        if has_one:
            words += " " + tr("Leave the new one empty to go on without.")
        dialog = PassphraseDialog(
            tr("Passphrase of your key"), words,
            asks_old=has_one, asks_new=True, parent=self._parts.window,
        )  # fmt: skip
        self._let_do(dialog, lambda old, new: keys.set_passphrase(person, old, new), then)

    def unlock(self, person: str, then: Then | None = None) -> None:
        """Ask for the passphrase of a key, and open it for as long as the program runs."""
        from credreview.ui.dialogs.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(
            tr("Unlock your key"),
            tr("What you do is sealed with it until you quit."),
            asks_old=True, asks_new=False, parent=self._parts.window,
        )  # fmt: skip
        self._let_do(dialog, lambda old, _: keys.unlock(person, old), then)

    def _let_do(self, dialog: "PassphraseDialog", work: Secret, then: Then | None) -> None:
        def give(old: str, new: str) -> None:
            def done(_: object) -> None:
                dialog.accept()
                self._parts.messages.take_away("locked")
                if then is not None:
                    then()

            self._parts.writing.run(lambda: work(old, new), done, "passphrase", dialog.show_error)

        dialog.given.connect(give)
        open_over(self._parts.window, dialog)

    def _offer_unlock(self) -> None:
        """Say that the key of whoever opened a review is locked."""
        session = self._review.session
        self._parts.messages.take_away("locked")
        if session is None or session.file.read_only or not keys.has_keys(session.reviewer.id):
            return
        person = session.reviewer.id

        def is_locked() -> bool:
            try:
                if not keys.path_of(person).exists() or not keys.has_passphrase(person):
                    return False
                return keys.unlocked(person) is None
            except UserError:
                return False

        def offer(locked: bool) -> None:  # noqa: FBT001 - an answer
            if locked and self._review.session is session:
                self._parts.messages.show_message(
                    "locked",
                    "info",
                    tr("Your key is locked."),
                    tr("What you do is saved, but not sealed until you give its passphrase."),
                    [(tr("Unlock…"), "normal", partial(self.unlock, person))],
                )

        self._parts.reading.run(is_locked, offer, "locked")

    # Everybody

    def _look_again(self, changed: Changed) -> None:
        if changed.everything:  # others' work may have come
            self._look_for_unknown()

    def _look_for_unknown(self) -> None:
        """Shout where somebody with known keys has one that nobody vouched for."""
        session = self._review.session
        if session is None:
            return

        def told(found: list[Reviewer]) -> None:
            names = [reviewer.person.name for reviewer in found if reviewer.unknown]
            if self._review.session is not session:
                return
            if not names:
                self._parts.messages.take_away("keys")
                return
            self._parts.messages.show_message(
                "keys",
                "warn",
                tr("Unknown key: {names}", names=", ".join(names)),
                tr(
                    "A further key came under this name, and no earlier one vouches for it."
                    " Compare its fingerprint before you rely on what it sealed."
                ),
                [(tr("People and keys…"), "normal", self.show_people)],
            )

        # Whatever is wrong with the known keys is told where they are asked for.
        self._parts.reading.run(partial(_people, session), told, "keys", lambda _: None)

    def show_people(self) -> None:
        """Show everybody in the review with their keys."""
        session = self._review.session
        if session is not None:
            self._parts.reading.run(partial(_people, session), partial(self._open_people, session))

    def _open_people(self, session: ReviewSession, found: list[Reviewer]) -> None:
        from credreview.ui.dialogs.people_dialog import PeopleDialog

        dialog = PeopleDialog(found, session.reviewer.id, self._parts.window)
        reading = self._parts.reading

        def again() -> list[Reviewer]:
            return _people(session)

        def compare(reviewer: str, public: bytes) -> None:
            def work() -> list[Reviewer]:
                trust.add(reviewer, public, How.COMPARED)
                return again()

            reading.run(work, dialog.show_people, "compare", dialog.show_error)

        def vouch(key: str) -> None:
            def work() -> list[Reviewer]:
                with session.reader.view() as view:
                    public = trust.given_key(view, session.reviewer.id, key)
                session.do(seals.vouch_for(public))
                return again()

            def done(people_now: list[Reviewer]) -> None:
                dialog.vouch_done()
                dialog.show_people(people_now)

            self._parts.writing.run(work, done, "vouch", dialog.show_error)

        def join(reviewer: str) -> None:
            def work() -> Person:
                with session.reader.view() as view:
                    return trust.adopt(view, reviewer)

            def done(person: Person) -> None:
                dialog.accept()
                self._review.change_person(person)

            reading.run(work, done, "join", dialog.show_error)

        dialog.compared.connect(compare)
        dialog.vouched.connect(vouch)
        dialog.joined.connect(join)
        open_over(self._parts.window, dialog)


def _people(session: ReviewSession) -> list[Reviewer]:
    with session.reader.view() as view:
        return trust.people_of(view)
