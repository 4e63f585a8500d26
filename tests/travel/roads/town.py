"""A small town with known answers, as an extract of OpenStreetMap and as tables."""

# Junctions on a square of 0.01 degrees near the equator, where a degree is as long in both directions:
#
#   3 --- tertiary --- 4 ..cycleway.. 5
#   |                  |
#   residential        primary, one way 4 to 2
#   |                  |
#   1 --- tertiary --- 2 ---- service with a bollard at 6 ---- 7
#
DEGREE_M = 6_371_008.8 * 3.141592653589793 / 180
SIDE_M = 0.01 * DEGREE_M
NODES = {
    1: (100.00, 0.00),
    2: (100.01, 0.00),
    3: (100.00, 0.01),
    4: (100.01, 0.01),
    5: (100.02, 0.01),
    6: (100.015, 0.00),
    7: (100.02, 0.00),
    8: (100.005, 0.00),  # a bend in the road from 1 to 2, no junction
    9: (100.5, 0.5),  # a yard that leads nowhere
    10: (100.501, 0.5),
}
WAYS = [
    ([1, 8, 2], {"highway": "tertiary", "maxspeed": "30"}),
    ([1, 3], {"highway": "residential"}),
    ([3, 4], {"highway": "tertiary"}),
    ([4, 2], {"highway": "primary", "oneway": "yes"}),
    ([4, 5], {"highway": "cycleway"}),
    ([2, 6, 7], {"highway": "service"}),
    ([9, 10], {"highway": "service", "access": "private"}),
    ([1, 4], {"highway": "footway"}),
    ([1, 2], {"building": "yes"}),
]


def osm_xml(restrictions=()):
    """The town as OSM XML; node 6 is a bollard.

    Forbidden turns are pairs of tags and members, those as (type, ref, role); ways count from 1.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="test">']
    for ref, (lon, lat) in NODES.items():
        tag = '<tag k="barrier" v="bollard"/>' if ref == 6 else ""
        lines.append(f'<node id="{ref}" version="1" lat="{lat}" lon="{lon}">{tag}</node>')
    for number, (refs, tags) in enumerate(WAYS, start=1):
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        inner += "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        lines.append(f'<way id="{number}" version="1">{inner}</way>')
    for number, (tags, members) in enumerate(restrictions, start=1):
        inner = "".join(f'<member type="{kind}" ref="{ref}" role="{role}"/>' for kind, ref, role in members)
        tags = {"type": "restriction", **tags}
        inner += "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        lines.append(f'<relation id="{number}" version="1">{inner}</relation>')
    return "\n".join([*lines, "</osm>"])


FROM_3_BY_4_TO_2 = (("way", 3, "from"), ("node", 4, "via"), ("way", 4, "to"))
"""The turn from the tertiary road into the one-way road."""

JUNCTIONS = {"id": ["a", "b", "c", "d"], "x": [0.0, 1000.0, 0.0, 1000.0], "y": [0.0, 0.0, 1000.0, 1000.0]}
EDGES = {
    "from": ["a", "a", "c", "d"],
    "to": ["b", "c", "d", "b"],
    "length_m": [1000, None, 1500, 1000],
    "road_class": ["tertiary", "residential", "tertiary", "primary"],
    "oneway": ["no", "no", "no", "yes"],
}
"""The same square without what hangs on it, in metres on a plane; the road from c to d is winding."""
