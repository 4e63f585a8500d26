"""The typed model: problem side and answer side."""

from vrpcore.models.calendar import Horizon, TimeWindow
from vrpcore.models.customer import Customer
from vrpcore.models.depot import Depot, OrderBand, Receipt, Stock
from vrpcore.models.evaluation import (
    CostBreakdown,
    Evaluation,
    Kpis,
    OrderOutcome,
    Reason,
    RouteSchedule,
    StockUse,
    Stop,
    Violation,
)
from vrpcore.models.features import Feature, features_of
from vrpcore.models.location import Location, Reach, Township
from vrpcore.models.money import Currency
from vrpcore.models.order import Order, OrderLine
from vrpcore.models.plan import Break, DeliveredLine, Delivery, Pickup, Plan, Reload, Route, Trip
from vrpcore.models.policy import ChannelPolicy
from vrpcore.models.problem import Problem
from vrpcore.models.product import Product
from vrpcore.models.travel import (
    AreaSpeed,
    GeodesicTravel,
    MatrixProfile,
    MatrixTravel,
    PlanarTravel,
    TimeSlice,
    TravelProfile,
)
from vrpcore.models.vehicle import BreakRule, Handling, VehicleState, VehicleType, Wage

__all__ = [
    "AreaSpeed",
    "Break",
    "BreakRule",
    "ChannelPolicy",
    "CostBreakdown",
    "Currency",
    "Customer",
    "DeliveredLine",
    "Delivery",
    "Depot",
    "Evaluation",
    "Feature",
    "GeodesicTravel",
    "Handling",
    "Horizon",
    "Kpis",
    "Location",
    "MatrixProfile",
    "MatrixTravel",
    "Order",
    "OrderBand",
    "OrderLine",
    "OrderOutcome",
    "Pickup",
    "Plan",
    "PlanarTravel",
    "Problem",
    "Product",
    "Reach",
    "Reason",
    "Receipt",
    "Reload",
    "Route",
    "RouteSchedule",
    "Stock",
    "StockUse",
    "Stop",
    "TimeSlice",
    "TimeWindow",
    "Township",
    "TravelProfile",
    "Trip",
    "VehicleState",
    "VehicleType",
    "Violation",
    "Wage",
    "features_of",
]
