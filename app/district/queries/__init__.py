"""What is read of the nine Comuni: conventions, means, and what each of them published."""

from app.district.queries.area import (
    town_on,
    towns_on,
)
from app.district.queries.counting import (
    COUNTED,
    counted,
    to_publish,
)
from app.district.queries.means import (
    ConventionRow,
    ResourceRow,
    convention,
    conventions,
    conventions_ending,
    days_of_conventions,
    knows_association,
    resource,
    resources,
    resources_of,
    targets,
    town_for_change,
    towns,
)
from app.district.queries.published import (
    latest,
    published_by,
    publishes_itself,
)
from app.district.queries.scope import (
    body_named,
    plan_office_of,
    visible_to,
)
from app.district.queries.sharing import (
    shares_to_publish,
    territory,
)

__all__ = [
    "COUNTED",
    "ConventionRow",
    "ResourceRow",
    "body_named",
    "convention",
    "conventions",
    "conventions_ending",
    "counted",
    "days_of_conventions",
    "knows_association",
    "latest",
    "plan_office_of",
    "published_by",
    "publishes_itself",
    "resource",
    "resources",
    "resources_of",
    "shares_to_publish",
    "targets",
    "territory",
    "to_publish",
    "town_for_change",
    "town_on",
    "towns",
    "towns_on",
    "visible_to",
]
