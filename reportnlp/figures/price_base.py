"""Whose growth is not that of the printed levels: volumes at constant prices, comparable series."""

from __future__ import annotations

import re
from typing import Final

AT_CONSTANT_PRICES: Final = re.compile(
    r"生产总值|GDP|增加值|国民收入|总产值|业务总量|可比|不变价|实际增长|(?<!加计)扣除"
)
"""Published growth is at constant prices (国民经济核算); levels are at current ones."""

ON_COMPARABLE_BASIS: Final = re.compile(
    r"(?:固定资产|工业|民间|技改|技术改造|房地产|基础设施)[^，。]{0,6}投资|零售|用电|限额以上|规模以上|规上|限上"
)
"""Growth is between the same units in both years (统计制度); last year's level is of other units."""
