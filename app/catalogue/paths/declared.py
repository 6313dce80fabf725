"""The twenty-one ways, in the order of the office's own list."""

from collections.abc import Mapping

from app.catalogue.paths.adults import CARE, OPEN
from app.catalogue.paths.minors import MINORS, SCHOOL
from app.catalogue.paths.path import Path
from app.catalogue.rules import PathCode

_DECLARED = {path.code: path for path in (*MINORS, *CARE, *SCHOOL, *OPEN)}
PATHS: Mapping[PathCode, Path] = {code: _DECLARED[code] for code in PathCode}
