"""How deep each heading of a report stands in one outline: for renderers with numbered headings."""

from credreview.report.model import Heading, Section


class Headings:
    """Knows, as a report is walked, which level a title or heading has.

    Attributes:
        title: Level of the present section's title or masthead, from 1.
        under: Level of the heading that what comes next stands under.
    """

    def __init__(self) -> None:
        self.title = self.under = 1
        self._begun = False

    def begin(self, section: Section) -> bool:
        """Enter a section; return whether the report's subject must stand above it, as level 1."""
        is_bare = not self._begun and not section.has_masthead
        self.title = self.under = 1 if not self._begun and not is_bare else 2
        self._begun = True
        return is_bare

    def heading(self, heading: Heading) -> int:
        """Return the level of a heading; what follows stands under it."""
        self.under = self.title + heading.level
        return self.under
