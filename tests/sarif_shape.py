"""The part of SARIF 2.1.0 that a checker of texts needs, written down from the standard.

Each model lists the properties of an object of the standard with their types and limits; a property
that it does not list is an error.  Section numbers are those of the standard.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]
Level = Literal["none", "note", "warning", "error"]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Message(Shape):
    """3.11"""

    text: Text


class ArtifactLocation(Shape):
    """3.4; a uri is a valid reference (RFC 3986)"""

    uri: Annotated[str, Field(pattern=r"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$")]
    index: Annotated[int, Field(ge=-1)] = -1


class Region(Shape):
    """3.30"""

    startLine: Ordinal  # noqa: N815
    startColumn: Ordinal = 1  # noqa: N815
    endLine: Ordinal | None = None  # noqa: N815
    endColumn: Ordinal | None = None  # noqa: N815
    charOffset: Annotated[int, Field(ge=-1)] = -1  # noqa: N815
    charLength: Count = 0  # noqa: N815
    snippet: Message | None = None


class PhysicalLocation(Shape):
    """3.29"""

    artifactLocation: ArtifactLocation  # noqa: N815
    region: Region | None = None
    contextRegion: Region | None = None  # noqa: N815


class LogicalLocation(Shape):
    """3.33"""

    name: Text
    fullyQualifiedName: Text  # noqa: N815


class Location(Shape):
    """3.28"""

    id: Annotated[int, Field(ge=-1)] = -1
    physicalLocation: PhysicalLocation  # noqa: N815
    logicalLocations: list[LogicalLocation] = []  # noqa: N815
    message: Message | None = None


class Suppression(Shape):
    """3.35"""

    kind: Literal["inSource", "external"]
    status: Literal["accepted", "underReview", "rejected"]
    justification: Text


class Result(Shape):
    """3.27"""

    ruleId: Text  # noqa: N815
    ruleIndex: Annotated[int, Field(ge=-1)] = -1  # noqa: N815
    kind: Literal["notApplicable", "pass", "fail", "review", "open", "informational"] = "fail"
    level: Level = "warning"
    message: Message
    locations: list[Location] = []
    relatedLocations: list[Location] = []  # noqa: N815
    partialFingerprints: dict[str, str] = {}  # noqa: N815
    suppressions: list[Suppression] = []
    baselineState: Literal["new", "unchanged", "updated", "absent"] | None = None  # noqa: N815
    properties: dict[str, Any] = {}

    @model_validator(mode="after")
    def _level_fits(self) -> Result:
        """3.27.10: only a failure has a level"""
        assert self.kind == "fail" or self.level == "none"
        assert len({place.id for place in self.relatedLocations}) == len(self.relatedLocations)
        return self


class Configuration(Shape):
    """3.50"""

    level: Level
    enabled: bool


class Descriptor(Shape):
    """3.49"""

    id: Text
    name: Text
    shortDescription: Message  # noqa: N815
    fullDescription: Message | None = None  # noqa: N815
    help: Message | None = None
    defaultConfiguration: Configuration | None = None  # noqa: N815
    properties: dict[str, Any] = {}


class Driver(Shape):
    """3.19"""

    name: Text
    version: Text
    semanticVersion: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+")]  # noqa: N815
    language: Annotated[str, Field(pattern="^[a-z]{2}(-[A-Z]{2})?$")]
    rules: list[Descriptor]


class Tool(Shape):
    """3.18"""

    driver: Driver


class Artifact(Shape):
    """3.24"""

    location: ArtifactLocation
    roles: list[Literal["analysisTarget"]]
    hashes: dict[str, str] = {}
    properties: dict[str, Any] = {}


class Notification(Shape):
    """3.58"""

    level: Level
    message: Message
    locations: list[Location] = []


class Invocation(Shape):
    """3.20"""

    executionSuccessful: bool  # noqa: N815
    toolExecutionNotifications: list[Notification] = []  # noqa: N815


class Run(Shape):
    """3.14"""

    tool: Tool
    invocations: list[Invocation]
    artifacts: list[Artifact]
    columnKind: Literal["utf16CodeUnits", "unicodeCodePoints"]  # noqa: N815
    results: list[Result]

    @model_validator(mode="after")
    def _consistent(self) -> Run:
        """Indexes lead to what they name; all results have a baseline state or none (3.27.24)."""
        for result in self.results:
            assert result.ruleIndex < 0 or self.tool.driver.rules[result.ruleIndex].id == result.ruleId
            for place in (*result.locations, *result.relatedLocations):
                file = place.physicalLocation.artifactLocation
                assert file.index < 0 or self.artifacts[file.index].location.uri == file.uri
        assert len({file.location.uri for file in self.artifacts}) == len(self.artifacts)
        assert len({result.baselineState is None for result in self.results}) <= 1
        return self


class Log(Shape):
    """3.13"""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    schema_uri: Annotated[str, Field(alias="$schema", pattern="sarif-schema-2.1.0.json$")]
    version: Literal["2.1.0"]
    runs: list[Run]
