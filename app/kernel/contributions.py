"""The frozen rows by which a feature contributes to what higher pages list (app/features.py)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the menu: shown to whoever holds `permission`."""

    label: str
    endpoint: str
    icon: str
    permission: str
    is_new: bool = False  # stands in the "Nuova" menu instead of the side one
