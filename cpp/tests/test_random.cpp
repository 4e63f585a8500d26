#include <array>
#include <set>

#include "check.hpp"
#include "engine/random.hpp"

using vrpcore::Random;

// The sequence of the authors' reference implementation from the state 1, 2, 3, 4.
TEST(random_is_xoshiro256starstar) {
    Random random(Random::State{1, 2, 3, 4});
    for (const std::uint64_t expected :
         {11520ULL, 0ULL, 1509978240ULL, 1215971899390074240ULL, 1216172134540287360ULL,
          607988272756665600ULL, 16172922978634559625ULL, 8476171486693032832ULL}) {
        CHECK_EQ(random(), expected);
    }
}

TEST(random_is_seeded_by_splitmix64) {
    std::uint64_t state = 0;
    CHECK_EQ(vrpcore::splitmix64(state), 0xe220a8397b1dcdafULL);
    CHECK_EQ(vrpcore::splitmix64(state), 0x6e789e6aa1b965f4ULL);
    CHECK_EQ(vrpcore::splitmix64(state), 0x06c45d188009454fULL);
    CHECK_EQ(vrpcore::splitmix64(state), 0xf88bb8a8724c81ecULL);
    Random seeded(0);
    Random expected(
        Random::State{0xe220a8397b1dcdafU, 0x6e789e6aa1b965f4U, 0x06c45d188009454fU, 0xf88bb8a8724c81ecU});
    for (int i = 0; i < 10; ++i) CHECK_EQ(seeded(), expected());
}

TEST(random_below_reaches_every_number_about_equally_often) {
    Random random(7);
    std::array<int, 6> count{};
    for (int i = 0; i < 60000; ++i) ++count.at(static_cast<std::size_t>(random.below(6)));
    // Expected 10,000 each with a standard deviation of 91; five of them.
    for (const int found : count) CHECK(found > 10000 - 456 && found < 10000 + 456);
}

// 3 * 2^29 numbers: without another draw, the multiplication maps 2^32 words to them as 3, 3, 2 per number,
// so that every third number comes up in 2/8 = 0.25 of all draws instead of 1/3.
TEST(random_below_has_no_bias) {
    Random random(11);
    int num_third = 0;
    for (int i = 0; i < 60000; ++i) num_third += random.below(3 << 29) % 3 == 2;
    // Expected 20,000 with a standard deviation of 115; five of them.
    CHECK(num_third > 20000 - 577 && num_third < 20000 + 577);
}

TEST(random_below_keeps_its_ends) {
    Random random(3);
    for (int i = 0; i < 100; ++i) CHECK_EQ(random.below(1), 0);
    for (int i = 0; i < 1000; ++i) {
        const auto found = random.below(std::numeric_limits<std::int32_t>::max());
        CHECK(found >= 0 && found < std::numeric_limits<std::int32_t>::max());
    }
}

TEST(random_uniform_lies_in_the_unit_interval) {
    Random random(5);
    double sum = 0;
    for (int i = 0; i < 10000; ++i) {
        const double found = random.uniform();
        CHECK(found >= 0 && found < 1);
        sum += found;
    }
    // Mean 0.5 with a standard deviation of 1 / sqrt(12 * 10,000) = 0.0029; five of them.
    CHECK(sum / 10000 > 0.4855 && sum / 10000 < 0.5145);
}

TEST(random_uniform_is_exact) {
    Random random(Random::State{1, 2, 3, 4});
    CHECK_EQ(random.uniform(), 5 * 0x1.0p-53);  // 11520 / 2^11 = 5.6
}

TEST(random_differs_by_seed) {
    std::set<std::uint64_t> first;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) first.insert(Random(seed)());
    CHECK_EQ(first.size(), 1000);
}
