#include <cmath>

#include "check.hpp"
#include "engine/logarithm.hpp"
#include "engine/random.hpp"

using vrpcore::exponential;
using vrpcore::logarithm;

TEST(logarithm_is_accurate) {
    vrpcore::Random random(1);
    CHECK_EQ(logarithm(1.0), 0.0);
    for (int k = 0; k < 100000; ++k) {
        const double x = std::ldexp(random.uniform() + 0x1.0p-60, random.below(200) - 100);
        CHECK(std::abs(logarithm(x) - std::log(x)) < 2e-9);
    }
    // What the acceptance rule asks for: from the smallest draw to the largest.
    CHECK(std::abs(logarithm(0x1.0p-60) + 60 * std::log(2.0)) < 2e-9);
    CHECK(std::abs(logarithm(1.0 - 0x1.0p-53)) < 2e-9);
}

TEST(exponential_is_accurate) {
    vrpcore::Random random(2);
    CHECK_EQ(exponential(0.0), 1.0);
    for (int k = 0; k < 100000; ++k) {
        const double x = 1398 * random.uniform() - 699;
        CHECK(std::abs(exponential(x) / std::exp(x) - 1) < 2e-9);
    }
}

TEST(exponential_undoes_the_logarithm) {
    for (double x = 1e-6; x < 1e6; x *= 1.37) CHECK(std::abs(exponential(logarithm(x)) / x - 1) < 4e-9);
}
