"""The codes of an import: how it stands, what became of a row, what a column holds."""

from enum import StrEnum


class ImportState(StrEnum):
    """How an import stands."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


OPEN = (ImportState.UPLOADED, ImportState.MAPPED)


class Takes(StrEnum):
    """Who enters the archive: those it knows already, or everybody of the file."""

    KNOWN = "known"
    EVERYBODY = "everybody"


class Outcome(StrEnum):
    """What became of a row."""

    WAITING = "waiting"
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ASIDE = "aside"  # of somebody who is not in the archive, and need not be
    DOUBTFUL = "doubtful"
    FAILED = "failed"


class Decision(StrEnum):
    """What is done of a row that may be of somebody known."""

    ANOTHER = "another"
    LEAVE = "leave"


class Column(StrEnum):
    """What a column of the file holds."""

    SURNAME = "surname"
    GIVEN = "given"
    TAX_CODE = "tax_code"
    BIRTH = "birth"
    BIRTHPLACE = "birthplace"
    SEX = "registry_sex"
    HOUSEHOLD = "household_code"
    RELATION = "relation_to_head"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    MUNICIPALITY = "municipality"
    SINCE = "resident_since"
    DIED = "died"
    REGISTRY_ID = "registry_id"


class FileFault(StrEnum):
    """Why a file cannot be taken in."""

    EMPTY = "registry_file_empty"
    TOO_LARGE = "registry_file_too_large"
    NOT_TEXT = "registry_file_not_text"
    ONE_COLUMN = "registry_file_one_column"
    TOO_MANY_COLUMNS = "registry_file_too_many_columns"
    BROKEN_QUOTES = "registry_file_broken_quotes"
    NO_ROWS = "registry_file_no_rows"
    TOO_MANY_ROWS = "registry_file_too_many_rows"
    NOT_NOW = "registry_import_not_now"
    ANOTHER_RUNS = "registry_another_runs"
    SURNAME_UNMAPPED = "registry_surname_unmapped"
    TWICE_MAPPED = "registry_twice_mapped"


class RowFault(StrEnum):
    """Why a row was not taken in."""

    SURNAME_MISSING = "row_surname_missing"
    TOO_LONG = "row_too_long"
    TOO_FEW_CELLS = "row_too_few_cells"
    DATE_UNREADABLE = "row_date_unreadable"
    DATE_IMPOSSIBLE = "row_date_impossible"
    TWICE = "row_twice"
    REFUSED = "row_refused"
