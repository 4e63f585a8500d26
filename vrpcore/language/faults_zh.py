"""What is wrong with tables and problems, in Chinese, by the English templates."""

from __future__ import annotations

FAULTS: dict[str, str] = {
    "{where}: {what} [{code}]; allowed: {allowed}; remedy: {remedy}": (
        "{where}：{what} [{code}]；应为：{allowed}；处理办法：{remedy}"
    ),
    "{title}: {number}": "{title}：{number}",
    "{number} faults": "{number}处错误",
    "and {number} more, all of them in `faults`": "另有{number}处，见 `faults`",
    # where
    "sheet {name!r}": "工作表“{name}”",
    "file {name!r}": "文件“{name}”",
    "frame {name!r}": "数据表“{name}”",
    "{place}, row {row}": "{place}第{row}行",
    "{place}, column {heading!r}": "{place}“{heading}”列",
    "{place}, column {letters} {heading!r}": "{place}{letters}列“{heading}”",
    "{place}, column {heading!r}, which is not there": "{place}缺少的“{heading}”列",
    "{place}, setting {setting!r}": "{place}设置项“{setting}”",
    "sheet": "工作表",
    "file": "文件",
    "frame": "数据表",
    # sheets and headings
    "there is no kind of {medium} called {name!r}": "没有叫“{name}”的{medium}",
    "{hint}begin its name with # to have it skipped": "{hint}名称前加 # 表示不读",
    "it is of the same kind as {name!r}": "与“{name}”是同一种表",
    "each kind once": "每种表只有一张",
    "put the rows of both into one, or begin the name of one with # to have it skipped": (
        "把两张表的行合在一起，或在其中一张的名称前加 # 表示不读"
    ),
    "it is missing": "没有填写或不存在",
    "{sheet} or {chinese}; headings without rows where there are none": (
        "{chinese}（或 {sheet}）；没有内容时只写表头"
    ),
    "add it; `vrpcore generate template` makes an example": "补上它；`vrpcore generate template` 可生成样表",
    "speeds are given, although {sheet} gives durations": "已有“{sheet}”给出时间，却又给出速度",
    "one of {one} and {other}": "“{one}”和“{other}”只能有一个",
    "remove one of the two, or begin its name with # to have it skipped": (
        "删去其中一张，或在其名称前加 # 表示不读"
    ),
    "distances are given, although the setting travel_kind says {kind}": (
        "给出了距离，而设置项“距离来源”是 {kind}"
    ),
    "{sheet} together with travel_kind matrix": "有“{sheet}”时，“距离来源”应为距离表",
    "remove one of the two": "删去其中一个",
    "none of the first {number} rows holds headings of {sheet}": "前{number}行中没有“{sheet}”的表头",
    "write the headings above the data; `vrpcore generate template` makes an example": (
        "在数据上方写表头；`vrpcore generate template` 可生成样表"
    ),
    "there is a value in a column without heading": "没有表头的列里有内容",
    "a heading above each column that holds anything": "有内容的列都要有表头",
    "write the heading, or one that begins with # to have the column skipped": (
        "写上表头，或写以 # 开头的表头表示不读"
    ),
    "{heading!r} means the same as {first!r}, which already stands to the left": (
        "“{heading}”与左边的“{first}”意思相同"
    ),
    "each column once": "每列只有一次",
    "remove one of the two, or begin its heading with # to have it skipped": (
        "删去其中一列，或在其表头前加 # 表示不读"
    ),
    "there is no column {heading!r} in {sheet}": "“{sheet}”没有“{heading}”这一列",
    "{hint}begin it with # to have the column skipped": "{hint}表头前加 # 表示不读这一列",
    "did you mean {word!r}? otherwise ": "是不是“{word}”？否则",
    "a column of settings and one of values": "一列设置项和一列值",
    "write {heading} ({chinese}) above it": "在上方写表头“{chinese}”（或 {heading}）",
    "there is no setting {setting!r}": "没有“{setting}”这个设置项",
    "{hint}begin it with # to have it skipped": "{hint}前面加 # 表示不读",
    "{setting} already stands in row {row}": "{setting} 在第{row}行已经有了",
    "each setting once": "每个设置项只有一次",
    "remove one of the two rows": "删去两行中的一行",
    # cells
    "a value": "一个值",
    "fill it in": "填写",
    "add the column, and fill it in": "补上这一列并填写",
    "the cell shows {value}": "单元格显示 {value}",
    "correct the formula": "改正公式",
    "the formula {formula!r} has never been calculated": "公式 {formula} 没有计算过",
    "a value, or a formula whose value is saved with the file": "一个值，或结果已随文件保存的公式",
    "open the workbook in Excel or LibreOffice and save it": "用 Excel、WPS 或 LibreOffice 打开并保存",
    "{value} is not a number": "{value} 不是数字",
    "a number without unit, such as 12 or 12.5": "不带单位的数字，例如 12 或 12.5",
    "write digits only; the unit stands in the heading": "只写数字；单位已写在表头里",
    "{value} is not a whole number": "{value} 不是整数",
    "a whole number": "整数",
    "round it, or check the unit": "取整，或检查单位",
    "{value} is neither yes nor no": "{value} 既不是“是”也不是“否”",
    "write one of these": "填写其中之一",
    "{value} is not among the choices": "{value} 不在可选项中",
    "choose one of these": "从中选一个",
    "{value} is not a time of day": "{value} 不是时刻",
    "08:30, 08:30:15, 8点30分, or a cell that is formatted as a time": (
        "08:30、08:30:15、8点30分，或时间格式的单元格"
    ),
    "write hours and minutes with a colon; hours above 24 for times after midnight": (
        "时和分之间用冒号；过夜的时刻加24小时"
    ),
    "{value} is not a date": "{value} 不是日期",
    "2026-03-05, 2026/3/5, 2026年3月5日, or a cell that is formatted as a date": (
        "2026-03-05、2026/3/5、2026年3月5日，或日期格式的单元格"
    ),
    "write year, month and day in this order": "按年、月、日的顺序填写",
    "a time such as 09:35, or date and time such as 2026-03-05 09:35": (
        "时刻，例如 09:35；或日期加时刻，例如 2026-03-05 09:35"
    ),
    "{value} is not a date with a time": "{value} 不是日期加时刻",
    "2026-03-05 08:30, 2026年3月5日 8点30分, or a cell that is formatted as date and time": (
        "2026-03-05 08:30、2026年3月5日 8点30分，或日期时间格式的单元格"
    ),
    "write year, month and day, a blank, hours and minutes of local time, without time zone": (
        "年月日、空格、当地的时和分，不带时区"
    ),
    "the text has become a date or time, shown as {text!r}": "文字被改成了日期或时间，显示为 {text}",
    "the text has become a number, shown as {text!r}": "文字被改成了数字，显示为 {text}",
    "text; numbers of at most {number} digits are taken as text, too": (
        "文字；不超过{number}位的数字也按文字读"
    ),
    "format the column as text, then write the original into the cell again": (
        "把这一列设为文本格式，再重新填写原来的内容"
    ),
    # rows
    "{id!r} is not among the {things}": "“{id}”不在{things}之中",
    "one of the {number} {things}": "{number}个{things}之一",
    "nothing: there are no {things}": "没有{things}可填",
    "nothing, as there are no {things}": "没有{things}可填",
    "{hint}correct the id, or add it to the {things}": "{hint}改正编号，或在{things}中补上它",
    "did you mean {word!r}? they differ in leading zeros, width or case only: format both columns as "
    "text and "
    "write the same": "是不是“{word}”？两者只差前面的零、全角半角或大小写：请把两列都设为文本格式并写成一样",
    "that is the name of {id!r}: write the id": "这是“{id}”的名称：请填写编号",
    "order {order!r} says {value} here, and {other} in row {row}": (
        "订单 {order} 在这里是 {value}，在第{row}行是 {other}"
    ),
    "the same in all rows of an order, or nothing below its first row, in {sheet}": (
        "“{sheet}”中同一订单的各行相同，或只填第一行"
    ),
    "correct one of the two; two orders need two ids": "改正其中一处；两个订单要用两个编号",
    "the way from {start!r} to {end!r} already stands above": "从 {start} 到 {end} 的路上面已经有了",
    "each pair of places once in each profile": "每种行驶方式的每对地点只有一次",
    "no way begins at {places}": "没有从 {places} 出发的路",
    "a row from each place to each place": "每个地点到每个地点各一行",
    "add the rows, with -1 where there is no way": "补上这些行，不通的填 -1",
    "{number} ways are missing in profile {profile!r}: {ways}": "行驶方式 {profile} 缺{number}条路：{ways}",
    # fields
    "found {value}": "填的是 {value}",
    "add {field!r}": "补上 {field}",
    "give a number, or leave an optional field out": "填写数字，可不填的就不填",
    "a finite number": "有限的数字",
    "a number of common size": "大小正常的数字",
    "check unit and digits": "检查单位和位数",
    "a length of at least {number}": "长度至少为{number}",
    "complete it": "补充完整",
    "a length of at most {number}": "长度至多为{number}",
    "shorten it": "缩短",
    "more than {bound}": "大于 {bound}",
    "at least {bound}": "不小于 {bound}",
    "less than {bound}": "小于 {bound}",
    "at most {bound}": "不大于 {bound}",
    "check sign, unit and digits": "检查正负号、单位和位数",
    "ids that differ among all {things}": "各个{things}的编号不同",
    "ids that differ among all {one} and {other}": "所有{one}和{other}的编号不同",
    "each id once": "每个编号只有一次",
    "each place once": "每个地点只有一次",
    "{names} names for {number} vehicles": "{number}辆车有{names}个编号",
    "as many vehicle_ids as count says": "车辆编号的个数等于数量",
    "set count to {number}, or complete the names": "把数量改为{number}，或补全编号",
    "vehicle ids that differ over all vehicle types": "各车型的车辆编号互不相同",
    "{id!r} already stands at {place}": "“{id}”已经在{place}出现过",
    "rename one of the two, or remove it if they are the same thing": "改一个编号；若是同一个，就删去一处",
    # rules of a problem
    "product {product!r} already stands in line {line}": "商品 {product} 在第{line}行明细中已经有了",
    "product {product!r} is restricted and order {order!r} is an emergency": (
        "商品 {product} 是限制商品，而订单 {order} 是应急订单"
    ),
    "due {due} is before release {release}": "最迟送达时刻 {due} 早于最早装货时刻 {release}",
    "release {release} is after the last shift of the horizon, which ends at {end}": (
        "最早装货时刻 {release} 晚于计划期最后一个班次，该班次在 {end} 结束"
    ),
    "the order fell due at {due}, {hours} h after its release": (
        "订单应在 {due} 之前送达（放行后{hours}小时），已经过期"
    ),
    "the order fell due at {due}": "订单应在 {due} 之前送达，已经过期",
    "a due time at or after the start of the horizon, {start}": "不早于计划开始 {start} 的最迟送达时刻",
    "each product once per order": "每个订单的每种商品只有一行",
    "add the cases up in one line": "把箱数加在一行里",
    "restricted goods in cycle and on-demand orders only": "限制商品只能在周期订单和临时订单里",
    "take the line out, or change the order's nature": "去掉这一行，或更改订单性质",
    "release <= due": "最早装货时刻不晚于最迟送达时刻",
    "swap them, or correct one": "对调两者，或改正其中一个",
    "a release within the horizon": "计划期之内的时刻",
    "add days to the horizon, or leave the order to the next one": "增加计划天数，或把订单留到下一个计划",
    "agree on a new due time, or make an overdue express order a standard one": (
        "与客户另约时间，或把过期的加急订单改为标准"
    ),
    "all {number} days from {start} are closed": "从 {start} 起的{number}天都不配送",
    "customer {customer!r} has orders but no service window on any working day from {first} to {last}": (
        "客户 {customer} 有订单，但在 {first} 至 {last} 的工作日都没有收货时间"
    ),
    "the shift of {day} is still on when the shift of {following} starts": (
        "{day} 的班次还没结束，{following} 的班次就开始了"
    ),
    "at least one working day": "至少一个工作日",
    "add days, or remove closed weekdays or dates": "增加天数，或去掉休息日、放假日期",
    "at least one window that applies on a working day of the horizon": (
        "至少有一个在计划期工作日内的收货时间"
    ),
    "correct weekdays or dates, or leave this customer's orders to another horizon": (
        "改正星期或日期，或把该客户的订单留到别的计划"
    ),
    "shifts of one vehicle that do not overlap": "同一辆车的班次不重叠",
    "shorten the shift, or state two vehicle types with shifts on alternate days": (
        "缩短班次，或写成隔日上班的两种车型"
    ),
    "store {depot!r} has no reach": "门店 {depot} 没有写配送范围",
    "depot {depot!r} has unlimited stock, to which receipts add nothing": (
        "网点 {depot} 的库存不限，到货没有意义"
    ),
    "at least one of townships, customers, polygon and radius_m": (
        "配送乡镇、配送客户、配送区域、配送半径至少写一项"
    ),
    "say which customers the store serves, for example its own township within 1000 m": (
        "写明门店送哪些客户，例如本乡镇1000米以内"
    ),
    "the list is empty, so no customer is ever within it": "名单是空的，没有客户在其中",
    "at least one id, or null for no such condition": "至少一个编号；没有这个条件就不填",
    "list whom it serves, or remove the condition": "写明送哪些，或去掉这个条件",
    "receipts only where stock is given": "有库存的网点才写到货",
    "list the stock (an empty list means nothing is there at the start), or remove the receipts": (
        "写上库存（开始时没有货就写0），或去掉到货"
    ),
    "each product once per depot": "每个网点的每种商品只有一行",
    "the break begins from {earliest} s to {latest} s, the shift lasts from {begin} s to {end} s": (
        "休息从第{earliest}秒到第{latest}秒之间开始，而班次从第{begin}秒到第{end}秒"
    ),
    "the break begins from {earliest} s to {latest} s, the one listed before it begins from {before} "
    "s and lasts {duration} s": (
        "休息从第{earliest}秒到第{latest}秒之间开始，而前一次休息从第{before}秒开始，长{duration}秒"
    ),
    "there are {number} orders but no vehicle": "有{number}个订单，却没有车辆",
    "no vehicle has a shift on any working day from {first} to {last}": (
        "在 {first} 至 {last} 的工作日没有车辆上班"
    ),
    "a break that can begin within the shift": "能在班次内开始的休息",
    "move the break or the shift; both count from midnight": "移动休息或班次；都从零点算起",
    "breaks in the order of time, each of which can begin after the one before has ended": (
        "按时间先后，前一次结束后能开始下一次"
    ),
    "sort the breaks by their earliest beginning": "按最早开始时间排列",
    "at least one vehicle type with a count of 1 or more": "至少一种数量不少于1的车型",
    "add a vehicle type; a store's walking clerk is one, too": "补上车型；步行送货的店员也算一种",
    "all vehicles are reserve vehicles, and the policy does not call the reserve out": (
        "所有车都是备用车，而规定不启用备用车"
    ),
    "at least one vehicle that may be used": "至少一辆可以出车",
    "set policy.use_reserve, or mark a vehicle type as no reserve": "启用备用车，或把一种车型改为非备用",
    "at least one vehicle that works on one of them": "至少一辆车在其中一天上班",
    "correct the weekdays or dates of the shifts": "改正上班星期或上班日期",
    "every vehicle that may be used has a capacity of zero": "可以出车的车辆载量都是0",
    "a capacity above zero, or null for no limit": "载量大于0；不限就不填",
    "correct capacity_kg, capacity_m3 and capacity_cases": "改正载重、容积和载箱数",
    "x {x}, y {y} is no point on the globe": "经度 {x}、纬度 {y} 不在地球上",
    "swap x and y: x is the longitude": "对调两者：X 是经度",
    "correct it, or use planar coordinates": "改正，或使用平面坐标",
    "longitude x from -180 to 180, latitude y from -90 to 90": "经度从-180到180，纬度从-90到90",
    "the window is reversed: earliest {earliest} is after latest {latest}": (
        "时段颠倒：开始 {earliest} 晚于结束 {latest}"
    ),
    "earliest <= latest": "开始不晚于结束",
    "swap them, or add 24 h to a latest after midnight": "对调两者，或给过夜的结束时间加24小时",
    "none of the window's dates falls on one of its weekdays": "写的日期没有一个落在写的星期上",
    "at least one date on one of the weekdays": "至少一个日期在这些星期上",
    "give the dates or the weekdays, not both": "只写日期或只写星期",
    "the band is reversed: min_cases {least} exceeds max_cases {most}": (
        "起送箱数 {least} 大于最多箱数 {most}"
    ),
    "min_cases <= max_cases": "起送箱数不大于最多箱数",
    "swap them": "对调两者",
    # forms with results
    "the form {path} cannot be used": "反馈表 {path} 不能使用",
    "there is no column {heading!r}": "没有“{heading}”这一列",
    "write the form again (`vrpcore form`) and fill that in": "重新生成反馈表（`vrpcore form`）再填写",
    "the cell is empty": "单元格是空的",
    "what the form said": "反馈表原来的内容",
    "copy it from the form": "从反馈表照抄",
    "order {order!r} is not planned for this vehicle, day, trip and stop": (
        "计划中这辆车当天的这一趟这一站没有订单 {order}"
    ),
    "the rows of the form": "反馈表中的行",
    "copy the row from the form": "从反馈表照抄这一行",
    "the row stands twice": "这一行重复了",
    "once": "只有一次",
    "remove one of them": "删去一行",
    "{number} km were driven": "行驶了{number}公里",
    "0 or more": "不小于0",
    "correct it": "改正",
    "{number} km, but another row of the route says {other} "
    "km": "{number}公里，而该线路的另一行是{other}公里",
    "one distance for a route": "每条线路只有一个里程",
    "write it once": "只写一次",
    "{outcome!r} is no outcome": "“{outcome}”不是配送结果",
    "what became of the order is not said": "没有填配送结果",
    "delivered, partly, refused or absent": "已送达、部分送达、拒收或无人收货",
    "no number of cases": "没有填箱数",
    "{part} of {whole} cases": "是{whole}箱中的{part}箱",
    "{low} to {high}": "{low}至{high}",
    "another outcome": "别的配送结果",
    "correct the cases or the outcome; more than planned is another order": (
        "改正箱数或结果；多于计划的应另下订单"
    ),
    "delivered with {said}": "结果为已送达，却{said}",
    "partly with {said}": "结果为部分送达，却{said}",
    "refused with {said}": "结果为拒收，却{said}",
    "absent with {said}": "结果为无人收货，却{said}",
    "it leaves at {departure}, before it arrives at {arrival}": "{departure}离开，早于{arrival}到达",
    "arrival or later": "不早于到达",
    "{moment} is not the day of the route": "{moment} 不是该线路的日期",
    "write the time alone": "只写时刻",
}
