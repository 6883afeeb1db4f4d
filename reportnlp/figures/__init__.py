"""Figures of running text set against each other: what stands between them, and what their printing admits.

Shared by `check` (within a report) and `compare` (between the reports of two years).
"""
