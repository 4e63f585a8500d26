#include "check.hpp"
#include "engine/problem.hpp"
#include "engine/random.hpp"

using vrpcore::Index;

TEST(tabulated_legs_are_those_of_the_formula) {
    vrpcore::Random random(3);
    vrpcore::Profile profile;
    for (Index k = 0; k < 40; ++k) {
        profile.planar.points.push_back({random.uniform() * 1e4, random.uniform() * 1e4});
        profile.planar.speeds.push_back(5.0 + random.uniform() * 60.0);
    }
    profile.planar.detour = 1.3;
    profile.planar.seconds_are_metres = false;
    const auto formula = profile.planar;
    profile.tabulate();
    CHECK(!profile.planar.is_given());
    for (Index from = 0; from < 40; ++from) {
        for (Index to = 0; to < 40; ++to) {
            const auto cell = static_cast<std::size_t>(from * 40 + to);
            CHECK_EQ(profile.distance[cell], formula.distance(from, to));
            CHECK_EQ(profile.duration[cell], formula.duration(from, to));
        }
    }
}
