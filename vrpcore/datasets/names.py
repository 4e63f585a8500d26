"""Names of places and shops. Ids are Latin, so that they print anywhere; names are Chinese."""

from __future__ import annotations

from vrpcore.datasets.dice import Dice
from vrpcore.models.customer import CustomerKind

TOWN = ("chengguan", "城关镇")
"""The county town."""

_TOWNSHIPS = (
    ("shiqiao", "石桥镇"),
    ("liuhe", "柳河镇"),
    ("baisha", "白沙镇"),
    ("shuangxi", "双溪乡"),
    ("longquan", "龙泉镇"),
    ("madian", "马店镇"),
    ("huangtugang", "黄土岗镇"),
    ("qingshan", "青山乡"),
    ("sanhe", "三河镇"),
    ("shahu", "沙湖镇"),
    ("zhulin", "竹林乡"),
    ("yangji", "杨集镇"),
    ("tongmu", "桐木镇"),
    ("gaofeng", "高峰乡"),
)

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"

_SIGNS: dict[CustomerKind, tuple[str, ...]] = {
    "supermarket": ("购物广场", "生活超市", "量贩超市"),
    "shop": ("副食店", "便利店", "百货店", "粮油店", "小卖部"),
    "canteen": ("中学食堂", "小学食堂", "职工食堂", "农家饭庄"),
    "institution": ("卫生院", "敬老院", "村委会", "派出所"),
    "other": ("酱菜厂",),
}


def township_name(position: int) -> tuple[str, str]:
    """Id and name of a township; position 0 is the county town."""
    if position == 0:
        return TOWN
    if position <= len(_TOWNSHIPS):
        return _TOWNSHIPS[position - 1]
    return f"township-{position:02}", f"第{position}乡"


def customer_name(township: str, kind: CustomerKind, dice: Dice) -> str:
    """A name such as 石桥镇李记副食店."""
    sign = dice.pick(_SIGNS[kind])
    owner = f"{dice.pick(_SURNAMES)}记" if kind in ("supermarket", "shop") else ""
    return f"{township}{owner}{sign}"
