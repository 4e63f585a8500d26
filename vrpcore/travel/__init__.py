"""Where distances and durations come from: a plane, the globe, or given matrices, behind one protocol."""

from vrpcore.travel.protocol import TravelTable
from vrpcore.travel.reach import reach_mask
from vrpcore.travel.table import travel_table

__all__ = ["TravelTable", "reach_mask", "travel_table"]
