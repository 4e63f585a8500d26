"""Broken rules in Chinese, by their English templates."""

from __future__ import annotations

RULES: dict[str, str] = {
    "vehicle {vehicle!r} visits customer {customer!r}; allowed: customers within the area of vehicle type "
    "{vehicle_type!r}": "车辆 {vehicle} 去了客户 {customer}；只能去车型 {vehicle_type} 活动区域内的客户",
    "a delivery follows a pickup; allowed: pickups only after the trip's last delivery": (
        "取货之后又送货；应在这一趟送完之后再取货"
    ),
    "the trip has pickups only; allowed: pickups on trips with at least one delivery": (
        "这一趟只取货；取货的趟次至少要有一次送货"
    ),
    "break {number} follows break {last}; allowed: each break once, in the order of the vehicle "
    "type's rules": ("休息{number}排在休息{last}之后；每次休息只能一次，并按车型规定的顺序"),
    "the break begins at {begin}; allowed: {earliest} to {latest}": (
        "{begin}开始休息；应在{earliest}至{latest}之间开始"
    ),
    "break {number} is left out on a route from {begin} to {end}; allowed: only with an end by {latest} or a "
    "start from {resume} on": (
        "从{begin}到{end}的线路没有安排休息{number}；只有在{latest}之前收车或{resume}之后出车才可不安排"
    ),
    "vehicle {vehicle!r} carries up to {load}; allowed: {limit}": (
        "车辆 {vehicle} 最多时装了{load}；上限为{limit}"
    ),
    "one visit serves {number} orders; allowed: one, as the policy does not consolidate": (
        "一次送了{number}个订单；按规定不合并订单，一次只能送一个"
    ),
    "{load} are loaded on {day}; allowed: {limit} a day": "{day}共装{load}；每天最多{limit}",
    "vehicle {vehicle!r} loads trip {trip} at depot {depot!r}; allowed: {allowed!r}": (
        "车辆 {vehicle} 的第{trip}趟在网点 {depot} 装货；只能在 {allowed} 装货"
    ),
    "the route drives {distance}; allowed: {limit}": "线路行驶{distance}；最长{limit}",
    "service of order {order!r} begins at {begin}; allowed: by {latest}": (
        "订单 {order} 在{begin}才开始交货；最迟应为{latest}"
    ),
    "its visits move {moved}; allowed: {ordered}, each once": (
        "各次送货共{moved}；订单只有{ordered}，每箱只送一次"
    ),
    "it is listed as held {number} times; allowed: once": "列为暂缓{number}次；只能一次",
    "the route lasts {duration}; allowed: {limit}": "线路用时{duration}；最长{limit}",
    "the order is held though {reason}; allowed: held only where policy and price permit": (
        "订单被暂缓，但{reason}；只有规定允许且有暂缓价格的订单才可暂缓"
    ),
    "the policy holds no orders": "按规定不允许暂缓",
    "it has no hold price": "它没有暂缓价格",
    "the order is held and also served; allowed: one of the two": "订单既被暂缓又安排配送；两者只能取一",
    "loading at depot {depot!r} lasts from {begin} to {end}; allowed: within its opening hours": (
        "在网点 {depot} 从{begin}装货到{end}；应在其装货时间之内"
    ),
    "depot {depot!r} delivers {cases} to customer {customer!r}; allowed: {allowed}": (
        "网点 {depot} 给客户 {customer} 送{cases}；只送{allowed}"
    ),
    "depot {depot!r} serves customer {customer!r}; allowed: customers within its reach": (
        "网点 {depot} 配送客户 {customer}；只能送配送范围内的客户"
    ),
    "order {order!r} is loaded at {begin}; allowed: from its release at {release} on": (
        "订单 {order} 在{begin}装货；最早装货时刻为{release}"
    ),
    "order {order!r} is collected at {begin}; allowed: from its release at {release} on": (
        "订单 {order} 在{begin}取货；最早可取时刻为{release}"
    ),
    "{missing} of {ordered} are not served; allowed: all, since the order has no price for not serving it": (
        "{ordered}中有{missing}没有安排；订单没有不送价格，必须全部送到"
    ),
    "reserve vehicle {vehicle!r} is used; allowed: only where the policy sets use_reserve": (
        "备用车 {vehicle} 出了车；只有规定启用备用车时才可以"
    ),
    "service of customer {customer!r} begins at {begin}; allowed: within its service windows": (
        "客户 {customer} 在{begin}开始交货；应在其收货时间之内"
    ),
    "the route lasts from {begin} to {end}; allowed: {earliest} to {latest}": (
        "线路从{begin}到{end}；班次为{earliest}至{latest}"
    ),
    "{brought} of order {order!r} are brought; allowed: all {ordered}, since the order is not splittable": (
        "订单 {order} 只送{brought}；订单不可拆分，应一次送完{ordered}"
    ),
    "{taken} of product {product!r} are loaded in shifts up to {moment}; allowed: {available} (stock and "
    "receipts so far, less safety stock)": (
        "截至{moment}的班次共装商品 {product} {taken}；只有{available}（库存加已到货，减安全库存）"
    ),
    "depot {depot!r} delivers to customer {customer!r}; allowed: the store of its township, {stores!r}": (
        "网点 {depot} 配送客户 {customer}；应由客户所在乡镇的门店 {stores} 送"
    ),
    "vehicle {vehicle!r} makes {number} trips; allowed: {limit}": (
        "车辆 {vehicle} 跑了{number}趟；最多{limit}趟"
    ),
    "there is no way from {origin!r} to {destination!r} for profile {profile!r}; allowed: reachable legs": (
        "行驶方式 {profile} 从 {origin} 到 {destination} 没有路；只能走可通行的路段"
    ),
    # where
    "route {route}": "第{route}条线路",
    "route {route}, trip {trip}": "第{route}条线路第{trip}趟",
    "route {route}, trip {trip}, stop {stop}": "第{route}条线路第{trip}趟第{stop}项",
    "order {order}": "订单 {order}",
    "depot {depot}": "网点 {depot}",
}
