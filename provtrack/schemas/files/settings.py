"""``provtrack.toml``: the settings of a collection."""

from typing import Annotated

from pydantic import Field

from provtrack.schemas.files.checking import CheckSettings
from provtrack.schemas.files.common import File


class Settings(File):
    """``provtrack.toml``, or ``[tool.provtrack]`` in ``pyproject.toml``."""

    abbreviations: Annotated[
        dict[str, str],
        Field(
            description="Abbreviations that this collection writes, and what they stand for.",
            examples=[{"KPA": "Korean People's Army"}],
        ),
    ] = {}
    check: Annotated[CheckSettings, Field(description="Which rules `provtrack check` runs.")] = (
        CheckSettings()
    )
