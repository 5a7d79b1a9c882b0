"""What can go wrong, as types. Each message is one sentence for a person: what, where, what to do."""

import errno


class AppError(Exception):
    """Something a person should hear about. `exit_code` is what the command line answers with.

    `unsaved` are the records that it kept from being saved: of a red flag among them the person is told all the same.
    """

    exit_code = 1
    unsaved: tuple[object, ...] = ()


class BadInput(AppError):
    """What was typed or given can't be taken; nothing was changed."""

    exit_code = 2
    field = ""
    """The name of the question whose answer it is, where a form asked several."""


class StoreError(AppError):
    """The data could not be read or written; what is on disk is as it was before."""


class StoreBusy(StoreError):
    """Another window or command holds the file's lock for longer than we wait."""


class StoreReadOnly(StoreError):
    """The file may be read but not written: a newer version wrote it, or the folder can't be written."""


class ChangedSince(StoreError):
    """Another window has changed a record since, so that undoing would take back more than the person's own change."""


class DurabilityUnknown(StoreError):
    """The entry is in the file, but the disk did not confirm that it would survive a power cut."""


_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EFBIG: ("the file has reached its size limit", "raise the limit on file sizes and try again"),
    errno.EIO: ("the disk reported an error", "copy the folder somewhere safe and have the disk checked"),
    errno.EACCES: ("permission is denied", "see who owns it and who may write there, {elsewhere}"),
    errno.EPERM: ("it is not permitted", "see who owns it and who may write there, {elsewhere}"),
    errno.EROFS: ("the disk is read-only", "make it writable, {elsewhere}"),
    errno.ENOENT: ("it is not there", "bring the folder back, {elsewhere}"),
    errno.ENOTDIR: ("a file is where a folder should be", "move it away, {elsewhere}"),
    errno.EEXIST: ("a file is where a folder should be", "move it away, {elsewhere}"),
    errno.EISDIR: ("a folder is where the file should be", "move it away, {elsewhere}"),
    errno.ELOOP: ("the link leads nowhere", "mend the link, {elsewhere}"),
    errno.ENOLCK: ("files can't be locked there", "choose a folder on a local disk with --data"),
    errno.EMFILE: ("too many files are open", "close other programs and try again"),
    errno.ENFILE: ("too many files are open", "close other programs and try again"),
}
"""What the system's refusals mean and what helps, in words for a person."""
if hasattr(errno, "EDQUOT"):
    _REASONS[errno.EDQUOT] = ("your disk quota is used up", "free some space and try again")


def reason(error: OSError) -> str:
    """Say in a few words why the system refused, as in "the disk is full"."""
    if error.errno in _REASONS:
        return _REASONS[error.errno][0]
    words = error.strerror or "the system gave no reason"
    return words[:1].lower() + words[1:]


def remedy(error: OSError, elsewhere: str) -> str:
    """Say what helps; `elsewhere` says how to choose another file or folder, where that does."""
    return _REASONS.get(error.errno or 0, ("", "try again, {elsewhere}"))[1].format(elsewhere=elsewhere)
