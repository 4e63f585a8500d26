"""One hand-made problem that shows every figure of an instance."""

import datetime as dt

from vrpcore.models import (
    BreakRule,
    ChannelPolicy,
    Customer,
    Depot,
    Handling,
    Horizon,
    Location,
    Order,
    OrderBand,
    OrderLine,
    PlanarTravel,
    Problem,
    Product,
    Reach,
    Receipt,
    Stock,
    TimeWindow,
    Township,
    TravelProfile,
    VehicleType,
    Wage,
)

MONDAY = dt.date(2026, 3, 2)
TUESDAY = dt.date(2026, 3, 3)
DAY = 86_400


def at(x, y):
    return Location(x=float(x), y=float(y))


def clock(day, hour):
    return dt.datetime.combine(day, dt.time(hour))


def lines(**cases):
    return tuple(OrderLine(product_id=product, cases=number) for product, number in cases.items())


def county(**changes):
    """A centre and a store, a truck and a clerk, two days; three customers, six orders."""
    problem = Problem(
        coordinate_system="planar",
        horizon=Horizon(start=MONDAY, days=2),
        townships=(Township(id="east"), Township(id="west")),
        products=(
            Product(id="salt", case_weight_kg=10.0, case_volume_m3=0.012),
            Product(id="chips", case_weight_kg=1.25, case_volume_m3=0.05, cargo_class="light"),
        ),
        customers=(
            Customer(id="anna", location=at(1000, 0), township_id="east", service_duration_s=300, priority=2),
            Customer(
                id="bert",
                location=at(0, 2000),
                township_id="east",
                service_windows=(
                    TimeWindow(earliest="08:00", latest="10:00"),
                    TimeWindow(earliest="14:00", latest="15:00", dates=(TUESDAY,)),
                ),
            ),
            Customer(id="carl", location=at(5000, 0), township_id="west"),
        ),
        orders=(
            Order(id="a1", customer_id="anna", lines=lines(salt=3), hold_price=2.5, unserved_price=10.0),
            Order(id="a2", customer_id="anna", lines=lines(salt=1, chips=2), release=clock(MONDAY, 9)),
            Order(id="a3", customer_id="anna", lines=lines(chips=1), direction="pickup"),
            Order(id="b1", customer_id="bert", lines=lines(salt=4), due=clock(TUESDAY, 9)),
            Order(id="b2", customer_id="bert", lines=lines(salt=1), nature="emergency"),
            Order(id="c1", customer_id="carl", lines=lines(salt=9), splittable=True, unserved_price=30.0),
        ),
        depots=(
            Depot(
                id="centre",
                location=at(0, 0),
                opening_hours=(TimeWindow(earliest="07:00", latest="12:00"),),
                order_band=OrderBand(min_cases=5, waiver_below=12.0),
            ),
            Depot(
                id="store",
                kind="store",
                location=at(1500, 0),
                township_id="east",
                fee_per_tonne=35.0,
                reach=Reach(townships=("east",), radius_m=2000.0),
                order_band=OrderBand(min_cases=2, max_cases=5),
                stock=(Stock(product_id="salt", cases=20, safety_cases=4),),
                receipts=(Receipt(product_id="salt", cases=7, arrival=clock(TUESDAY, 6)),),
                max_tonnes_per_day=0.5,
            ),
        ),
        vehicle_types=(
            VehicleType(
                id="truck",
                depot_id="centre",
                capacity_kg=500.0,
                capacity_cases=40,
                fixed_cost_per_day=20.0,
                cost_per_km=1.5,
                wage=Wage(per_month=2600.0),
                loader_fee_per_tonne=30.0,
                shift=TimeWindow(earliest="08:00", latest="18:00"),
                breaks=(BreakRule(earliest="12:00", latest="13:00", duration_s=1800),),
                max_trips=None,
                reload_depot_ids=("store",),
                loading_duration_s=600,
                handling=Handling(visit_s=60, light_case_s=5, heavy_case_s=20),
            ),
            VehicleType(
                id="clerk",
                depot_id="store",
                vehicle_ids=("Li",),
                shift=TimeWindow(earliest="09:00", latest="12:00", weekdays=("tue",)),
                profile="foot",
                reserve=True,
                area=Reach(customers=("anna",)),
                max_duration_s=7200,
                max_distance_m=3000,
            ),
        ),
        policy=ChannelPolicy(township_rule="prefer", township_price=6.0),
        travel=PlanarTravel(profiles=(TravelProfile(), TravelProfile(id="foot", speed_kmh=5.0))),
    )
    return problem.model_copy(update=changes) if changes else problem
