"""What several test modules share."""

from __future__ import annotations

from hypothesis import settings

# Examples must not depend on how fast the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")
