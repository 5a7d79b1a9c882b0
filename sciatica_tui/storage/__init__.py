"""Bytes that survive: typed records in and out of one TinyDB file.

"Saved" means: the save survives a kill at any instant and a power cut (where the disk honours a flush), every other
window sees it, TinyDB as it is installed can read the file, and the version before is in the backups. Anything less is
an error that the person reads, or `DurabilityUnknown` where the disk did not confirm it. A save goes down these files:

- `journal`: records in and out, undo, drafts, merging; `changeset`, `record_table`: one change, one table as records
- `tinydb_tables`, `tinydb_documents`, `storage`: TinyDB's operations; several of them change together or not at all
- `current_version`: the version in memory, kept in step with the file; `recovery`, `lost_versions`, `migrations`: what
  takes the place of a damaged, older or foreign one; `integrity`: what `check` and `repair` look at
- `file_format`: the bytes; `durable_file`, `backups`: the file as one version after another, and the copies
- `locks`, `atomic_file`, `filesystem`: one writer at a time; a file whole or not at all; calls of the system

`merge`, `device_copies` and `backup_list` are for copies that lie elsewhere; `drafts` are small files beside the data.

Tests: `tests/storage/test_journal.py`, `tests/storage/test_faults.py`, `tests/storage/test_bad_folders.py`,
`tests/storage/test_two_processes.py`, `tests/faults`.
"""
