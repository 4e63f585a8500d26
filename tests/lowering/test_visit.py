import pytest

from tests.lowering.build import DAY, county
from vrpcore.lowering import NO_LIMIT, NO_PRICE, Stop, lower, make_visit
from vrpcore.models import ChannelPolicy

HOUR = 3600
A1, A2, A3, B1, B2, C1 = range(6)
WAIVER, TOWNSHIP = 12_000_000, 6_000_000


@pytest.fixture(scope="module")
def instance():
    return lower(county())


def test_orders_of_one_visit_add_up(instance):
    visit = make_visit(instance, Stop((A1, A2)))
    assert visit.customer == 0
    assert visit.products == ((0, 4), (1, 2))
    assert visit.load == (42_500, 148_000, 6)
    assert (visit.light_cases, visit.heavy_cases) == (2, 4)
    assert visit.release == 9 * HOUR  # the later of both


def test_service_duration_is_fixed_plus_handling(instance):
    visit = make_visit(instance, Stop((A1, A2)))
    assert visit.service_duration(instance.vehicle_types[0]) == 300 + 60 + 2 * 5 + 4 * 20
    assert visit.service_duration(instance.vehicle_types[1]) == 300


def test_a_part_of_an_order(instance):
    visit = make_visit(instance, Stop((C1,), ((4,),)))
    assert visit.load == (40_000, 48_000, 4)
    assert visit.products == ((0, 4),)


def test_due_times_cut_the_windows(instance):
    assert make_visit(instance, Stop((B1,))).spans == (
        (8 * HOUR, 10 * HOUR),
        (DAY + 8 * HOUR, DAY + 9 * HOUR),
    )
    assert len(make_visit(instance, Stop((B2,))).spans) == 3


def test_a_pickups_release_opens_its_windows():
    problem = county()
    released = problem.orders[A3].model_copy(update={"release": problem.horizon.moment(10 * HOUR)})
    instance = lower(
        problem.model_copy(update={"orders": (*problem.orders[:A3], released, *problem.orders[B1:])})
    )
    visit = make_visit(instance, Stop((A3,)))
    assert visit.is_pickup
    assert visit.release == -NO_LIMIT
    assert visit.spans == ((10 * HOUR, NO_LIMIT),)


def test_surcharges_by_depot(instance):
    # (centre, store): three cases of salt lie in the store's band, and it is anna's own store.
    assert make_visit(instance, Stop((A1,))).surcharges == (WAIVER + TOWNSHIP, 0)
    # Six cases are too many for the store, which has no chips either: no admitting store is passed over.
    assert make_visit(instance, Stop((A1, A2))).surcharges == (0, NO_PRICE)
    # bert is out of the store's reach.
    assert make_visit(instance, Stop((B1,))).surcharges == (WAIVER, NO_PRICE)
    # An emergency order lifts the minimum, alone or with others.
    assert make_visit(instance, Stop((B2,))).surcharges == (0, NO_PRICE)
    # Pickups ask for reach only.
    assert make_visit(instance, Stop((A3,))).surcharges == (0, 0)


def test_must_forbids_what_prefer_prices():
    instance = lower(county(policy=ChannelPolicy(township_rule="must")))
    assert make_visit(instance, Stop((A1,))).surcharges == (NO_PRICE, 0)
    assert make_visit(instance, Stop((A1, A2))).surcharges == (0, NO_PRICE)


def test_free_prices_the_band_only():
    instance = lower(county(policy=ChannelPolicy(emergency_exempt=False)))
    assert make_visit(instance, Stop((A1,))).surcharges == (WAIVER, 0)
    assert make_visit(instance, Stop((B2,))).surcharges == (WAIVER, NO_PRICE)


def test_delivery_cost(instance):
    truck = instance.vehicle_types[0]
    visit = make_visit(instance, Stop((A1,)))
    assert visit.delivery_cost(instance, 0, truck) == 30_000 * 30 + WAIVER + TOWNSHIP
    assert visit.delivery_cost(instance, 1, truck) == 30_000 * (35 + 30)
    assert make_visit(instance, Stop((A3,))).delivery_cost(instance, 1, truck) == 0
