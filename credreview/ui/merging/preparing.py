"""The work of a merge's preparation, for a lane: open what is encrypted, let it in, try it out."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from credreview.domain.differences import DifferenceKey
from credreview.domain.errors import UserError
from credreview.domain.merging import MergeReport
from credreview.domain.work import Ticker
from credreview.exchange import envelope, manifest, receiving
from credreview.exchange.manifest import Manifest
from credreview.review import manifests, merge_preview, merging
from credreview.review.manifests import Fit
from credreview.review.session import ReviewSession

#: Failures after which a person may give another passphrase, or another key.
_WORDS: Final = ("envelope.needs_passphrase", "envelope.wrong_passphrase")
_KEYS: Final = ("envelope.not_for_you", "envelope.no_identity", "envelope.needs_identity")


@dataclass(frozen=True, slots=True)
class Tried:
    """A merge that was tried out, and what is to be shown of it."""

    prepared: merging.Prepared
    manifest: Manifest | None
    fit: Fit
    keys: Sequence[DifferenceKey]

    def carry_out(self, tick: Ticker) -> MergeReport:
        """Merge in earnest; see `Prepared.carry_out`."""
        return self.prepared.carry_out(tick)


def wanted_by(error: UserError) -> Literal["passphrase", "identity"] | None:
    """Return what a person may be asked for after a failure; None where asking does not help."""
    if error.id in _WORDS:
        return "passphrase"
    return "identity" if error.id in _KEYS else None


def try_out(session: ReviewSession, path: Path, key: envelope.Key | None, tick: Ticker) -> Tried:
    """Try a merge out; the own review is as it was.

    Args:
        session: The review that something is to come into.
        path: The file that comes; it may be encrypted.
        key: What opens it; None tries the own key.
        tick: Told how far it is.

    Raises:
        UserError: See `merging.prepare` and `envelope.open_encrypted`.
        Cancelled: From `tick`.
    """
    if not envelope.is_encrypted(path):
        return _tried(session, path, tick)
    if key is None:
        own = receiving.identity(session.reviewer.id)
        key = envelope.Key(identities=(own,) if own else ())
    with tempfile.TemporaryDirectory(prefix="credreview-") as folder:
        opened = Path(folder) / (path.stem if path.suffix == envelope.SUFFIX else path.name)
        envelope.open_encrypted(path, opened, key, tick)
        return _tried(session, opened, tick)


def _tried(session: ReviewSession, path: Path, tick: Ticker) -> Tried:
    prepared = merging.prepare(session, path, tick)
    try:
        found, fit = None, Fit.UNSIGNED
        if prepared.manifest is not None:
            with suppress(UserError):  # it counts for nothing in a merge
                found = manifest.parse(prepared.manifest)
        if found is not None:
            with prepared.reader.view() as view:
                fit = manifests.fit(view, found, prepared.report.fingerprint)
        keys = merge_preview.differences(session.reader, prepared.reader, prepared.report)
    except BaseException:
        prepared.close()
        raise
    return Tried(prepared, found, fit, keys)
