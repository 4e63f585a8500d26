"""Reasons in Chinese, by their English templates: why orders are held, not served, or served as they are."""

from __future__ import annotations

REASONS: dict[str, str] = {
    # figures
    "{number} case": "{number}箱",
    "{number} cases": "{number}箱",
    "{number} kg": "{number}公斤",
    "{number} m3": "{number}立方米",
    "{number} km": "{number}公里",
    "{number} s": "{number}秒",
    "second {number}": "第{number}秒",
    "{cases} or more": "{cases}及以上",
    "{cases} or fewer": "{cases}及以下",
    # a depot may not or cannot
    "customer {customer!r} is outside the reach of depot {depot!r}": (
        "客户 {customer} 不在网点 {depot} 的配送范围内"
    ),
    "{cases}; depot {depot!r} serves {allowed}, without waiver": (
        "本次{cases}；网点 {depot} 只送{allowed}，且不能加价配送"
    ),
    "depot {depot!r} may not pass over the store of the customer's township, {stores!r}": (
        "网点 {depot} 不能绕过客户所在乡镇的门店 {stores}"
    ),
    "depot {depot!r} does not carry product {product!r}": "网点 {depot} 没有商品 {product}",
    "depot {depot!r} has {left} of product {product!r} left, {needed} are needed": (
        "网点 {depot} 的商品 {product} 只剩{left}，需要{needed}"
    ),
    "depot {depot!r} may load at most {left} more on any day, {needed} are needed": (
        "网点 {depot} 任何一天最多只能再装{left}，需要{needed}"
    ),
    # the vehicles may not or cannot
    "there is no depot, so no vehicle": "没有网点，也就没有车辆",
    "no vehicle loads at depot {depot!r}": "没有车辆在网点 {depot} 装货",
    "vehicle type {vehicle_type!r} of depot {depot!r} is a reserve, which the policy does not call out": (
        "网点 {depot} 的车型 {vehicle_type} 是备用车，按规定不出车"
    ),
    "customer {customer!r} is outside the area of vehicle type {vehicle_type!r} of depot {depot!r}": (
        "客户 {customer} 不在网点 {depot} 的车型 {vehicle_type} 的活动区域内"
    ),
    "{load} are more than vehicle type {vehicle_type!r} of depot {depot!r} holds: {limit}": (
        "{load}超过网点 {depot} 的车型 {vehicle_type} 的装载上限{limit}"
    ),
    "vehicle type {vehicle_type!r} of depot {depot!r} has no shift on any working day": (
        "网点 {depot} 的车型 {vehicle_type} 在所有工作日都没有班次"
    ),
    "there is no direct way to customer {customer!r} and back for vehicle type {vehicle_type!r} "
    "of depot {depot!r}": "网点 {depot} 的车型 {vehicle_type} 没有直达客户 {customer} 并返回的路",
    "customer {customer!r} and back is {distance} for vehicle type {vehicle_type!r} of depot {depot!r}, "
    "which drives {limit} at most": (
        "网点 {depot} 的车型 {vehicle_type} 往返客户 {customer} 要行驶{distance}，而最长里程为{limit}"
    ),
    "even with nothing else to do, vehicle type {vehicle_type!r} of depot {depot!r} is too late for customer "
    "{customer!r} on {days}; {best_day}": (
        "网点 {depot} 的车型 {vehicle_type} 即使只送客户 {customer}，{days}也来不及；{best_day}"
    ),
    "its only day": "唯一的出车日",
    "each of its {number} days": "{number}个出车日中的每一天",
    "on {day} no opening hour after the release leaves time for loading": (
        "{day}在最早装货时刻之后，没有够装货的营业时段"
    ),
    "on {day} no service window before the due time meets the shift": (
        "{day}在最迟送达时刻之前，没有与班次重合的收货时间"
    ),
    "on {day}, loaded from {loading}, service begins at {begin}, allowed: by {latest}": (
        "{day}从{loading}开始装货，{begin}才开始交货，最迟应为{latest}"
    ),
    "on {day} it is back at {end}, the shift ends at {latest}": "{day}要到{end}才能返回，而{latest}下班",
    "on {day} it takes {duration}, allowed: {limit}": "{day}要用{duration}，上限为{limit}",
    "on {day} a break does not fit in": "{day}排不下休息时间",
    # tried
    "tried{whole} at {positions}{untried}; at {share} of them {obstacle}": (
        "{whole}试排了{positions}{untried}；其中{share}{obstacle}"
    ),
    " as a whole": "整单",
    "{number} position": "{number}处",
    "{number} positions": "{number}处",
    ", {number} more not tried": "，另有{number}处未试",
    "each": "每一处",
    "{number}": "{number}处",
    "too little stock is left for that shift": "在该班次库存不足",
    "too little of the depot's daily tonnage is left": "网点当天可装吨数不足",
    "too little room is left in the vehicle": "会超载",
    "a delivery would follow a pickup, or a trip would only collect": "会先取货后送货，或整趟只取货",
    "there is no way from the stop before or to the stop after": "与前一站或后一站之间没有路",
    "the route would become too long": "线路会超过最长里程",
    "a window, due time, opening hour, shift, duration or break would be broken": (
        "会违反收货时间、最迟送达时刻、营业时间、班次、最长用时或休息规定"
    ),
    "the depot would not admit the joint visit": "网点不允许这样合并送货",
    "the limit of trying was reached before any of {number} positions was found to fit": (
        "共{number}处，已达到试排次数上限，尚未找到可行的位置"
    ),
    "every vehicle that could bring it already makes as many trips as it may, none from its depot": (
        "能送的车辆都已排满趟数，且没有一趟从该网点出发"
    ),
    "the cheapest way found{limited}, {insertion}, costs {extra} more; {price}": (
        "找到的最省办法{limited}：{insertion}，要多花{extra}；{price}"
    ),
    "{part} of the {missing} missing could be served: the best way found{limited}, {insertion}, "
    "costs {extra} more and saves {saved}, a gain of {gain}": (
        "所缺{missing}中有{part}可以送：找到的最好办法{limited}：{insertion}，要多花{extra}，可省{saved}，净省{gain}"
    ),
    " (best of {number} positions tried)": "（试排{number}处中最省的）",
    "holding it has no price": "暂缓没有定价",
    "not serving it has no price": "不送没有定价",
    "holding it only costs {price}": "而暂缓只需{price}",
    "not serving it only costs {price}": "而不送只需{price}",
    "holding it costs {price}": "而暂缓要{price}",
    "not serving it costs {price}": "而不送要{price}",
    # where an order could be taken in
    "vehicle {vehicle!r} on {day} from depot {depot!r}, on a route of its own": (
        "{day}由车辆 {vehicle} 从网点 {depot} 专程配送"
    ),
    "vehicle {vehicle!r} on {day} from depot {depot!r}, on a further trip": (
        "{day}由车辆 {vehicle} 从网点 {depot} 加开一趟"
    ),
    "vehicle {vehicle!r} on {day} from depot {depot!r}, as the first stop": (
        "{day}由车辆 {vehicle} 从网点 {depot} 出发第一站就送"
    ),
    "vehicle {vehicle!r} on {day} from depot {depot!r}, after a break": (
        "{day}由车辆 {vehicle} 从网点 {depot} 出发，休息之后送"
    ),
    "vehicle {vehicle!r} on {day} from depot {depot!r}, with the visit of customer {customer!r}": (
        "{day}由车辆 {vehicle} 从网点 {depot} 出发，与客户 {customer} 的货一并送"
    ),
    "vehicle {vehicle!r} on {day} from depot {depot!r}, after customer {customer!r}": (
        "{day}由车辆 {vehicle} 从网点 {depot} 出发，送完客户 {customer} 之后送"
    ),
    # why a served order is served so
    "this visit adds {saving} to the cost of its route; it is required": (
        "这次送货使线路费用增加{saving}；这是必须送的订单"
    ),
    "this visit adds {saving} to the cost of its route; leaving it out would cost {price}": (
        "这次送货使线路费用增加{saving}；不送的代价为{price}"
    ),
    "depot {depot!r} may serve it, but at none of the {number} positions tried it fits in": (
        "网点 {depot} 可以送，但试排的{number}处都排不进去"
    ),
    "depot {depot!r} could serve it, cheapest by {insertion}, for {extra}: {change}": (
        "网点 {depot} 也能送，最省的办法是{insertion}，费用{extra}：{change}"
    ),
    "{amount} more in all": "总共多花{amount}",
    "{amount} less": "可省{amount}",
}
