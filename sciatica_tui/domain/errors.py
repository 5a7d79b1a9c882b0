"""What can go wrong, as types. Each message is one sentence for a person: what, where, what to do."""


class AppError(Exception):
    """Something a person should hear about. `exit_code` is what the command line answers with."""

    exit_code = 1


class BadInput(AppError):
    """What was typed or given can't be taken; nothing was changed."""

    exit_code = 2


class StoreError(AppError):
    """The data could not be read or written; what is on disk is as it was before."""


class StoreBusy(StoreError):
    """Another window or command holds the file's lock for longer than we wait."""


class StoreReadOnly(StoreError):
    """The file may be read but not written: a newer version wrote it, or the folder can't be written."""


class DurabilityUnknown(StoreError):
    """The entry is in the file, but the disk did not confirm that it would survive a power cut."""
