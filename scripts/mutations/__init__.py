"""The mutation benchmark of the checks: errors put into reports on purpose, and how many are found."""
