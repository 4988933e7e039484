"""The main window: puts panes, controllers and keys together, and knows nothing else."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from credreview.domain.model import Changed
from credreview.review import people
from credreview.text import tr
from credreview.ui.actions import table
from credreview.ui.agreement_controller import AgreementController
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.articles.article_pages import local_paths
from credreview.ui.blind_controller import BlindController
from credreview.ui.claims.claim_panel import ClaimPanel
from credreview.ui.company_controller import CompanyController
from credreview.ui.decrypting_controller import DecryptingController
from credreview.ui.desk_controller import DeskController
from credreview.ui.differences_controller import DifferencesController
from credreview.ui.figures_controller import FiguresController
from credreview.ui.help_controller import HelpController
from credreview.ui.history_controller import HistoryController
from credreview.ui.import_controller import ImportController
from credreview.ui.jobs import Lane
from credreview.ui.judging_controller import JudgingController
from credreview.ui.key_router import KeyRouter, is_typing
from credreview.ui.keymap import Keymap
from credreview.ui.linking_controller import LinkingController
from credreview.ui.look import theme
from credreview.ui.menus import Menus
from credreview.ui.merging_controller import MergingController
from credreview.ui.messages import Messages
from credreview.ui.moving_controller import MovingController
from credreview.ui.panes import Panes
from credreview.ui.parts import Parts
from credreview.ui.persons_controller import PersonsController
from credreview.ui.reader.reader import ReaderPane
from credreview.ui.report_controller import ReportController
from credreview.ui.review_controller import ReviewController
from credreview.ui.save_messages import SaveMessages
from credreview.ui.saving import Saver
from credreview.ui.settings import Settings
from credreview.ui.sharing_controller import SharingController
from credreview.ui.status_line import StatusLine
from credreview.ui.undo_names import UndoNames
from credreview.ui.view_controller import ViewController


class MainWindow(QMainWindow):
    """Articles left, text middle, side panel right, one line at the bottom."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.parts = self._make_parts(settings)
        parts = self.parts
        self.setAcceptDrops(True)
        self.review = ReviewController(parts)
        self.desk = DeskController(parts, self.review)
        self.company = CompanyController(parts, self.review)
        self.keymap = Keymap({a.letter: a.id for a in table() if a.letter})
        self.moving = MovingController(parts, self.review, self.desk)
        self.judging = JudgingController(parts, self.review, self.desk, self.moving, self.keymap)
        self.linking = LinkingController(parts, self.review, self.desk)
        self.imports = ImportController(parts, self.review, self.desk)
        self.merging = MergingController(parts, self.review)
        self.sharing = SharingController(parts, self.review, self.desk)
        self.decrypting = DecryptingController(parts, self.review)
        self.view = ViewController(parts)
        self.persons = PersonsController(parts, self.review)
        self.saving = SaveMessages(parts, self.review)
        self.help = HelpController(parts, self.review, self.desk)
        self.blind = BlindController(parts, self.review)
        self.differences = DifferencesController(parts, self.review, self.desk)
        self.reports = ReportController(parts, self.review, self.desk)
        self.menus = Menus(self, self._call)
        UndoNames(parts, self.review, self.menus)
        self.blind.changed.connect(self.menus.actions["review.blind"].setChecked)
        self.history = HistoryController(parts, self.review, self.desk)
        self.agreement = AgreementController(parts, self.review, self.desk)
        self.figures = FiguresController(parts, self.review, self.desk)
        self.menus.actions["view.serif"].setChecked(settings.get("serif", bool, True))
        self._router = KeyRouter(self, self.keymap, self.judging.act)
        self._connect()
        self._restore_geometry()
        self._retheme()
        self._on_moved()

    def _make_parts(self, settings: Settings) -> Parts:
        writing, reading = Lane("writing", self), Lane("reading", self)
        articles, reader, panel = ArticleListPane(reading.run), ReaderPane(), ClaimPanel()
        articles.setAccessibleName(tr("Article list"))
        messages, status = Messages(), StatusLine()
        panes = Panes(articles, reader, panel)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(messages)
        column.addWidget(panes, 1)
        column.addWidget(status)
        self.setCentralWidget(body)
        QWidget.setTabOrder(articles, reader)
        QWidget.setTabOrder(reader, panel)
        QWidget.setTabOrder(panel, status)
        return Parts(
            self, articles, reader, panel, panes, messages, status,
            settings, Saver(self), writing, reading,
        )  # fmt: skip

    def _connect(self) -> None:
        parts, review = self.parts, self.review
        self.judging.asked.connect(self.menus.trigger)
        self.menus.recent_chosen.connect(review.open_path)
        self.menus.scheme_chosen.connect(self.view.set_scheme)
        self.menus.provenance_chosen.connect(self.judging.set_provenance)
        self.menus.menus["file"].aboutToShow.connect(
            lambda: self.menus.set_recent(parts.settings.recent())
        )
        self.imports.reviews_dropped.connect(self.merging.take_dropped)
        self.merging.differences_wanted.connect(self.differences.show)
        self.merging.log.print_wanted.connect(self.reports.show_merge)
        review.opened.connect(self._on_opened)
        review.changed.connect(self._on_changed)
        review.closed.connect(self._on_moved)
        self.desk.moved.connect(self._on_moved)
        parts.status.reviewer_clicked.connect(self._choose_person)
        parts.status.keys.clicked.connect(self.help.show_keys)
        parts.writing.job_started.connect(parts.status.watch)
        parts.reading.job_started.connect(parts.status.watch)
        for lane in (parts.writing, parts.reading):
            lane.failed.connect(lambda error: parts.messages.show_error("lane", error))
        parts.articles.failed.connect(lambda error: parts.messages.show_error("list", error))
        theme.notifier().changed.connect(self._retheme)

    def _call(self, handler: str, state: bool | None) -> None:  # noqa: FBT001 - as Qt tells it
        """Call "controller.method"; "window" is this window itself."""
        controller, _, method = handler.partition(".")
        target = getattr(self if controller == "window" else getattr(self, controller), method)
        if state is None:
            target()
        else:
            target(state)

    def _on_opened(self) -> None:
        session = self.review.session
        if session is None:
            return
        self.menus.set_vocabulary(session.vocabulary)
        self.parts.status.show_reviewer(session.reviewer.name)
        self._on_moved()

    def _on_changed(self, changed: Changed) -> None:
        session = self.review.session
        if session is not None and changed.everything:
            self.menus.set_vocabulary(session.vocabulary)  # others' own terms may have come

    def _on_moved(self) -> None:
        """Follow what lies on the desk: title, position, what can be done."""
        session, desk = self.review.session, self.desk
        self.menus.enable(
            review=session is not None,
            article=desk.article is not None,
            claim=desk.current is not None,
        )
        self.parts.status.show_position(desk.position_words())
        name = session.file.path.stem if session else ""
        self.setWindowTitle(f"{name} – credreview" if name else "credreview")
        if session is None:
            self.menus.set_vocabulary(None)

    def _choose_person(self) -> None:
        """Offer who else may review here."""
        menu = QMenu(self)
        menu.setObjectName("menu_reviewer")
        here = self.review.person
        known = people.everyone()
        if here is not None and here not in known:
            known.insert(0, here)
        for person in known:
            made = menu.addAction(person.name.replace("&", "&&"))
            made.setCheckable(True)
            made.setChecked(person == here)
            made.triggered.connect(lambda _=False, p=person: self.review.change_person(p))
        menu.addSeparator()
        menu.addAction(tr("Another name…")).triggered.connect(self._ask_person)
        about = menu.addAction(tr("About you and your keys…"))
        about.setObjectName("about_person")
        about.triggered.connect(self.persons.show_person)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.parts.status.reviewer
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_person(self) -> None:
        from credreview.ui.dialogs.name_dialog import ask_name

        person = ask_name(self)
        if person is not None:
            self.review.change_person(person)

    # The window itself

    def _restore_geometry(self) -> None:
        settings, u = self.parts.settings, theme.u()
        room = self.screen().availableGeometry()
        width, height = settings.numbers("size", 2) or (360.0, 225.0)
        self.resize(
            QSize(min(round(width * u), room.width()), min(round(height * u), room.height()))
        )
        place = settings.numbers("position", 2)
        if place is not None and room.contains(QPoint(round(place[0]), round(place[1]))):
            self.move(round(place[0]), round(place[1]))
        self.parts.panes.restore_widths(settings.get("widths", dict, {}))
        if settings.get("maximised", bool, False):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _keep_geometry(self) -> None:
        settings, u = self.parts.settings, theme.u()
        settings.set("maximised", self.isMaximized())
        normal = self.normalGeometry() if self.isMaximized() else self.geometry()
        settings.set("size", [round(normal.width() / u, 1), round(normal.height() / u, 1)])
        settings.set("position", [normal.x(), normal.y()])
        settings.set("widths", self.parts.panes.widths())

    def _retheme(self) -> None:
        u = theme.u()
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(130 * u, room.width()), min(100 * u, room.height()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if self.review.session is not None and not self.review.may_leave():
            event.ignore()
            return
        self._keep_geometry()
        self.review.shut()
        self.parts.settings.save()
        self.hide()
        event.accept()
        self.end()

    def end(self) -> None:
        """Let go of the review and end the lanes; a second time there is nothing left to do."""
        self.review.shut()
        # Work under way stops at its next step; the backup of closing is finished.
        self.differences.end()
        self.parts.saver.close()
        self.parts.writing.close()
        self.parts.reading.close()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.company.look_around()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        # What comes up to here was wanted by no widget on the way.
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Delete and not is_typing(focused):
            if focused is None or not self.parts.articles.isAncestorOf(focused):
                self.menus.trigger("claim.unmark")
        elif event.key() == Qt.Key.Key_Escape:
            self.judging.back_to_claim()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if local_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        if paths := local_paths(event):
            event.acceptProposedAction()
            self.imports.take_dropped(paths)
