"""Values <-> plain dicts, JSON and frames: `reports` both ways, `comparisons` outwards only."""
