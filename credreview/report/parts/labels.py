"""Terms and grades in words; each grade is one object, however often it is printed."""

from credreview.domain.field_words import label, lower_first
from credreview.domain.progress import Graded
from credreview.domain.vocabulary import Vocabulary
from credreview.report.words import Grade, GradeKind
from credreview.text import tr

#: Of the scales in their order; what is not among these has no step.
_STEPS = {sign: step for scale in ("ABCDE", "12345") for step, sign in enumerate(scale)}
_CANNOT = frozenset("F6")

Pair = tuple[Grade, Grade]


class Labels:
    """The words of one vocabulary; a term that it does not know is shown by its id."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._terms: dict[tuple[str, str], str] = {}
        self._grades: dict[Grade, Grade] = {}
        self._pairs: dict[tuple[str | None, str | None, bool], Pair] = {}

    def term(self, scale: str, id: str) -> str:
        """Return a term's label."""
        key = (scale, id)
        if key not in self._terms:
            self._terms[key] = label(self.vocabulary, scale, id)
        return self._terms[key]

    def inside(self, scale: str, id: str) -> str:
        """Return a term's label as it stands inside a sentence."""
        return lower_first(self.term(scale, id))

    def pair(
        self, reliability: str | None, credibility: str | None, *, not_checkable: bool = False
    ) -> Pair:
        """Return both halves of a grade; what is missing is said, never guessed."""
        key = (reliability, credibility, not_checkable)
        if key not in self._pairs:
            self._pairs[key] = self._made(*key)
        return self._pairs[key]

    def pair_of(self, judged: Graded) -> Pair:
        """Return both halves of what somebody gave, or of a counted claim."""
        return self.pair(judged.reliability, judged.credibility, not_checkable=judged.not_checkable)

    def pair_words(self, pair: Pair) -> str:
        """Return a pair in words: "Fairly reliable; probably true", "Not judged yet"."""
        one, other = pair
        if one.label == other.label:
            return one.label
        return tr("{reliability}; {credibility}", reliability=one.label,
                  credibility=lower_first(other.label))  # fmt: skip

    def _made(self, reliability: str | None, credibility: str | None, not_checkable: bool) -> Pair:
        if reliability is None and credibility is None and not not_checkable:
            nothing = self._grade(GradeKind.NOT_JUDGED, "", tr("Not judged yet"))
            return nothing, nothing
        # Of what is not checkable, a source's reliability may be given and need not be.
        missing = tr("Reliability not given") if not_checkable else tr("Reliability not judged yet")
        return (
            self._half("reliability", reliability, missing),
            self._grade(GradeKind.NOT_CHECKABLE, "", tr("Not checkable: an opinion or a forecast"))
            if not_checkable
            else self._half("credibility", credibility, tr("Credibility not judged yet")),
        )

    def _half(self, scale: str, sign: str | None, missing: str) -> Grade:
        if sign is None:
            return self._grade(GradeKind.NOT_JUDGED, "", missing)
        kind = GradeKind.CANNOT if sign in _CANNOT else GradeKind.GRADED
        return self._grade(kind, sign, self.term(scale, sign))

    def _grade(self, kind: GradeKind, sign: str, label: str) -> Grade:
        made = Grade(kind, sign, _STEPS.get(sign), label)
        return self._grades.setdefault(made, made)
