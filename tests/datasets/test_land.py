"""Townships are real areas: valid, without overlap, tiling the county, with seats and villages inside."""

import pytest
import shapely

from vrpcore.datasets.geography import grid, make_land, place_outside


@pytest.mark.parametrize("num_townships", [2, 5, 11, 30])
@pytest.mark.parametrize("seed", range(6))
def test_townships_tile_the_county(seed, num_townships):
    land = make_land(seed, num_townships)
    areas = [shapely.Polygon(township.border) for township in land]
    assert all(area.is_valid for area in areas)
    county = shapely.union_all(areas)
    assert isinstance(county, shapely.Polygon)  # in one piece
    assert not county.interiors  # no hole
    # Corners are whole grid steps, so areas are exact halves; only the union's sums are rounded.
    assert sum(area.area for area in areas) == pytest.approx(county.area, rel=1e-9)
    for township, area in zip(land, areas, strict=True):
        assert all(area.contains(shapely.Point(grid(p))) for p in (township.seat, *township.villages))
    assert not county.contains(shapely.Point(grid(place_outside(land))))


@pytest.mark.parametrize("seed", range(6))
def test_eleven_townships_fill_about_50_by_40_km(seed):
    corners = [corner for township in make_land(seed, 11) for corner in township.border]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    assert 46 <= (east - west) * 0.96298 / 1_000 <= 54  # a grid step is 0.963 m to the east …
    assert 37 <= (north - south) * 1.11195 / 1_000 <= 43  # … and 1.112 m to the north


def test_the_county_grows_with_its_townships():
    def area(num_townships: int) -> float:
        return sum(shapely.Polygon(t.border).area for t in make_land(1, num_townships))

    assert area(44) == pytest.approx(4 * area(11), rel=0.1)


def test_ids_are_unique_also_beyond_the_known_names():
    ids = [township.id for township in make_land(0, 40)]
    assert len(set(ids)) == 40
    assert ids[0] == "chengguan"
    assert all(id_.isascii() for id_ in ids)
