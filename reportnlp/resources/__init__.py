"""Knowledge as data: each kind has a schema, a loader here, and a test of the data.

Loaders are cached and lazy: importing this package reads nothing.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from reportnlp.errors import ResourceError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of a resource file, e.g. `units.yaml` or `profiles/fazhi.yaml`.

    Raises:
        ResourceError: no such file in the package.
    """
    try:
        return files(__name__).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError("找不到内置资料文件", name, "请重新安装 reportnlp") from error


@cache
def read_yaml(name: str) -> Any:
    """The parsed content of a YAML resource (safe loader, cached).

    Raises:
        ResourceError: missing, or not valid YAML.
    """
    try:
        return yaml.load(read_text(name), Loader=_Loader)
    except yaml.YAMLError as error:
        raise ResourceError(f"YAML 格式有误：{error}", name, "请检查缩进和引号") from error


def list_names(folder: str) -> tuple[str, ...]:
    """Names (without suffix) of the YAML files of a resource folder, sorted."""
    entries = files(__name__).joinpath(folder).iterdir()
    return tuple(sorted(e.name[:-5] for e in entries if e.name.endswith(".yaml")))
