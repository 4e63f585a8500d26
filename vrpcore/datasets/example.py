"""A small county to start one's own spreadsheet from."""

from __future__ import annotations

import datetime as dt

from vrpcore.language import Language
from vrpcore.models import (
    ChannelPolicy,
    Customer,
    Depot,
    Handling,
    Horizon,
    Location,
    Order,
    OrderBand,
    OrderLine,
    Problem,
    Product,
    Reach,
    Stock,
    TimeWindow,
    Township,
    VehicleType,
    Wage,
)

_TOWN, _HILL = "T1", "T2"
_NAMES = {
    "en": {
        "name": "My first plan",
        _TOWN: "Chengguan",
        _HILL: "Qingshan",
        "P01": "Table salt 400 g × 50",
        "P02": "Pickling salt 1 kg × 20",
        "P03": "Soy sauce 500 ml × 12",
        "center": "Distribution centre",
        "store": "Chengguan store",
        "truck": "5 t box truck",
        "ebike": "E-bike",
        "C001": "Huaxia supermarket",
        "C002": "Wang's grocery",
        "C003": "Primary school canteen",
        "C004": "Li's corner shop",
        "C005": "Qingshan supermarket",
        "C006": "Zhao's general store",
        "C007": "Riverside inn",
        "C008": "Chen's shop",
    },
    "zh": {
        "name": "我的第一个计划",
        _TOWN: "城关镇",
        _HILL: "青山镇",
        "P01": "加碘食盐 400g×50袋",
        "P02": "腌制盐 1kg×20袋",
        "P03": "酱油 500ml×12瓶",
        "center": "配送中心",
        "store": "城关门店",
        "truck": "5吨厢式货车",
        "ebike": "电动车",
        "C001": "华夏超市",
        "C002": "王记副食店",
        "C003": "第一小学食堂",
        "C004": "李记小卖部",
        "C005": "青山超市",
        "C006": "赵家杂货店",
        "C007": "河畔饭店",
        "C008": "陈记商店",
    },
}
_PLACES = {
    "C001": (111.9962, 30.0031, _TOWN),
    "C002": (112.0073, 30.0019, _TOWN),
    "C003": (112.0105, 30.0064, _TOWN),
    "C004": (112.0041, 30.0052, _TOWN),
    "C005": (112.0890, 30.0420, _HILL),
    "C006": (112.0950, 30.0475, _HILL),
    "C007": (112.0820, 30.0510, _HILL),
    "C008": (112.1010, 30.0390, _HILL),
}
_KINDS = {"C001": "supermarket", "C003": "canteen", "C005": "supermarket", "C007": "canteen"}
_ORDERS = (
    ("D001", "C001", {"P01": 20, "P02": 5}),
    ("D002", "C002", {"P01": 3}),
    ("D003", "C003", {"P01": 8, "P03": 4}),
    ("D004", "C004", {"P03": 2}),
    ("D005", "C005", {"P01": 12, "P03": 6}),
    ("D006", "C006", {"P02": 7}),
    ("D007", "C007", {"P01": 6}),
    ("D008", "C008", {"P01": 1}),
)
_SMALL = "D008"
"""The order that is too small to be sent out for."""


def example_county(language: Language = "en", start: dt.date = dt.date(2026, 1, 5)) -> Problem:
    """Two townships, a centre with a truck, a store with an e-bike, eight customers with an order each.

    The last order is under the minimum of the centre, and out of the store's reach: it is held.

    Parameters
    ----------
    language
        Of the names.
    start
        The day that is planned.
    """
    names = _NAMES[language]
    shift = TimeWindow(earliest=_clock(7, 30), latest=_clock(18))
    return Problem(
        name=names["name"],
        horizon=Horizon(start=start),
        townships=tuple(Township(id=id_, name=names[id_]) for id_ in (_TOWN, _HILL)),
        products=(
            Product(id="P01", name=names["P01"], case_weight_kg=20.0),
            Product(id="P02", name=names["P02"], case_weight_kg=20.0),
            Product(id="P03", name=names["P03"], case_weight_kg=7.5, cargo_class="light"),
        ),
        customers=tuple(
            Customer.model_validate(
                {
                    "id": id_,
                    "name": names[id_],
                    "location": Location(x=x, y=y),
                    "township_id": township,
                    "kind": _KINDS.get(id_, "shop"),
                    "tier": "large" if _KINDS.get(id_) == "supermarket" else "small",
                    "service_duration_s": 300,
                    "service_windows": _windows(id_),
                }
            )
            for id_, (x, y, township) in _PLACES.items()
        ),
        orders=tuple(
            Order(
                id=id_,
                customer_id=customer,
                lines=tuple(OrderLine(product_id=product, cases=cases) for product, cases in goods.items()),
                hold_price=10.0 if id_ == _SMALL else None,
                unserved_price=300.0,
            )
            for id_, customer, goods in _ORDERS
        ),
        depots=(
            Depot(
                id="center", name=names["center"], location=Location(x=112.0200, y=29.9900), township_id=_TOWN
            ),
            Depot(
                id="store",
                name=names["store"],
                kind="store",
                location=Location(x=112.0060, y=30.0040),
                township_id=_TOWN,
                stock=(
                    Stock(product_id="P01", cases=500),
                    Stock(product_id="P03", cases=80, safety_cases=10),
                ),
                fee_per_tonne=35.0,
                reach=Reach(townships=(_TOWN,), radius_m=1000.0),
            ),
        ),
        vehicle_types=(
            VehicleType(
                id="truck",
                name=names["truck"],
                depot_id="center",
                capacity_kg=5000.0,
                cost_per_km=2.2,
                wage=Wage(per_month=2300.0),
                loader_fee_per_tonne=30.0,
                shift=shift,
                loading_duration_s=1800,
                handling=Handling(light_case_s=15, heavy_case_s=25),
            ),
            VehicleType(
                id="ebike",
                name=names["ebike"],
                depot_id="store",
                capacity_kg=150.0,
                cost_per_km=0.1,
                shift=shift,
                max_trips=None,
                loading_duration_s=300,
                handling=Handling(light_case_s=20, heavy_case_s=40),
            ),
        ),
        policy=ChannelPolicy(
            center_band=OrderBand(min_cases=5, waiver_below=20.0),
            store_band=OrderBand(min_cases=2, max_cases=5),
        ),
    )


def _windows(customer_id: str) -> tuple[TimeWindow, ...]:
    if _KINDS.get(customer_id) != "canteen":
        return ()
    return (
        TimeWindow(earliest=_clock(8), latest=_clock(10, 30)),
        TimeWindow(earliest=_clock(14), latest=_clock(16)),
    )


def _clock(hours: int, minutes: int = 0) -> int:
    return hours * 3600 + minutes * 60
