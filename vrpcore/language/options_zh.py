"""The choices of fields in Chinese; the first word is the one that is written, the others are understood."""

from __future__ import annotations

OPTIONS: dict[str, tuple[str, ...]] = {
    # yes and no, and no limit
    "yes": ("是", "有", "y", "true", "1"),
    "no": ("否", "没有", "n", "false", "0"),
    "none": ("无", "不限", "无限制", "no limit", "unlimited"),
    # weekdays
    "mon": ("周一", "星期一", "礼拜一", "monday"),
    "tue": ("周二", "星期二", "礼拜二", "tuesday"),
    "wed": ("周三", "星期三", "礼拜三", "wednesday"),
    "thu": ("周四", "星期四", "礼拜四", "thursday"),
    "fri": ("周五", "星期五", "礼拜五", "friday"),
    "sat": ("周六", "星期六", "礼拜六", "saturday"),
    "sun": ("周日", "星期日", "星期天", "周天", "礼拜天", "sunday"),
    # customers
    "large": ("大客户", "大"),
    "small": ("小客户", "小"),
    "micro": ("微客户", "微"),
    "supermarket": ("超市", "商超", "大超市"),
    "shop": ("商店", "小店", "零售店"),
    "canteen": ("食堂", "餐饮"),
    "institution": ("单位", "机构"),
    "other": ("其他", "其它"),
    # products
    "light": ("轻货", "轻"),
    "heavy": ("重货", "重"),
    # orders
    "delivery": ("送货", "配送"),
    "pickup": ("取货", "退货", "回收"),
    "standard": ("标准", "普通"),
    "express": ("加急", "24小时服务"),
    "cycle": ("周期订单", "周期"),
    "on_demand": ("临时订单", "临时"),
    "emergency": ("应急订单", "应急"),
    # depots
    "center": ("配送中心", "中心", "centre"),
    "store": ("门店",),
    # rules
    "must": ("必须",),
    "prefer": ("优先",),
    "free": ("不限制", "自由"),
    "mixed": ("可混装", "混装"),
    "last": ("送完再取",),
    # places and travel
    "wgs84": ("GPS坐标",),
    "gcj02": ("火星坐标", "高德坐标", "腾讯坐标"),
    "planar": ("平面",),
    "geodesic": ("经纬度",),
    "matrix": ("距离表",),
    "nearest": ("四舍五入",),
    "down": ("向下取整",),
    # what becomes of orders, and the events of a route
    "delivered": ("已安排",),
    "partly": ("部分安排",),
    "held": ("暂缓",),
    "unserved": ("未安排",),
    "missing": ("无此订单",),
    # what really became of them
    "executed_delivered": ("已送达", "送达", "已送", "签收"),
    "executed_partly": ("部分送达", "部分"),
    "executed_refused": ("拒收", "退回"),
    "executed_absent": ("无人收货", "无人", "关门"),
    "start": ("出车",),
    "load": ("装货",),
    "break": ("休息",),
    "end": ("收车",),
    # cost items
    "distance": ("里程费",),
    "duration": ("时间费",),
    "fixed": ("固定费用",),
    "wages": ("工资",),
    "loaders": ("上下力费",),
    "depot_fees": ("送货费",),
    "waivers": ("起送加价",),
    "township": ("绕过门店加价",),
}
