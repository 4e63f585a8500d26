#include <algorithm>
#include <vector>

#include "check.hpp"
#include "engine/nearest.hpp"
#include "engine/random.hpp"

using vrpcore::Index;
using vrpcore::NearestPoints;
using Points = std::vector<vrpcore::PlanarTravel::Point>;

namespace {

// Squared distances to all other points, nearest first; points at equal distances are interchangeable.
std::vector<double> by_brute_force(const Points& points, std::size_t from, std::size_t count) {
    std::vector<double> all;
    for (std::size_t k = 0; k < points.size(); ++k) {
        const double dx = points[from].x - points[k].x;
        const double dy = points[from].y - points[k].y;
        if (k != from) all.push_back(dx * dx + dy * dy);
    }
    std::sort(all.begin(), all.end());
    all.resize(std::min(count, all.size()));
    return all;
}

void compare(const Points& points, std::size_t count) {
    NearestPoints nearest(points);
    std::vector<Index> found;
    for (std::size_t from = 0; from < points.size(); ++from) {
        nearest.find(static_cast<Index>(from), count, found);
        std::vector<double> distances;
        for (const Index other : found) {
            const auto& to = points[static_cast<std::size_t>(other)];
            const double dx = points[from].x - to.x;
            const double dy = points[from].y - to.y;
            distances.push_back(dx * dx + dy * dy);
        }
        CHECK_EQ(distances, by_brute_force(points, from, count));
        std::sort(found.begin(), found.end());
        CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
        CHECK(!std::binary_search(found.begin(), found.end(), static_cast<Index>(from)));
    }
}

}  // namespace

TEST(nearest_points_are_those_of_brute_force) {
    vrpcore::Random random(1);
    for (const int side : {1, 3, 30, 100'000}) {  // many, some and no points at one place
        Points points;
        for (int k = 0; k < 300; ++k) {
            points.push_back(
                {static_cast<double>(random.below(side)), static_cast<double>(random.below(side))});
        }
        for (const std::size_t count : {1U, 7U, 40U}) compare(points, count);
    }
}

TEST(nearest_points_of_few) {
    for (std::size_t size = 1; size < 20; ++size) {
        Points points;
        for (std::size_t k = 0; k < size; ++k) points.push_back({static_cast<double>(k * k), 0.0});
        compare(points, 10);
    }
}
