#include "check.hpp"
#include "engine/random.hpp"
#include "engine/segment.hpp"
#include "plan_cost.hpp"

using namespace vrpcore;

namespace {

void check_same(const Segment& found, const Segment& expected) {
    CHECK_EQ(found.duration, expected.duration);
    CHECK_EQ(found.earliest, expected.earliest);
    CHECK_EQ(found.latest, expected.latest);
}

Segment random_segment(Random& random) {
    const Time earliest = random.below(40);
    return {random.below(8), earliest, earliest + random.below(25)};
}

}  // namespace

// 5 seconds from 10 to 20, then 3 on the road, then 4 from 40 to 50: whoever starts at 20 arrives at 28,
// waits 12 until 40 and is done at 44, 24 seconds in all; sooner means longer, later breaks the first window.
TEST(merge_waits) {
    Segment merged;
    CHECK(merge({5, 10, 20}, 3, {4, 40, 50}, merged));
    check_same(merged, {24, 20, 20});
}

// Second window from 15 to 25: starts from 10 to 17 reach it without waiting.
TEST(merge_narrows_the_starts) {
    Segment merged;
    CHECK(merge({5, 10, 20}, 3, {4, 15, 25}, merged));
    check_same(merged, {12, 10, 17});
}

TEST(merge_refuses_what_comes_too_late) {
    Segment merged;
    CHECK(merge({5, 10, 20}, 3, {4, 15, 18}, merged));
    check_same(merged, {12, 10, 10});
    CHECK(!merge({5, 10, 20}, 3, {4, 15, 17}, merged));
    CHECK(!merge({5, 10, 20}, 3, {4, kForever, -kForever}, merged));  // a window that is never open
}

TEST(merge_has_an_identity) {
    const Segment segment{7, 3, 11};
    Segment merged;
    CHECK(merge(Segment{}, 0, segment, merged));
    check_same(merged, segment);
    CHECK(merge(segment, 0, Segment{}, merged));
    check_same(merged, segment);
}

TEST(merge_writes_over_its_own_argument) {
    Segment segment{5, 10, 20};
    CHECK(merge(segment, 3, {4, 40, 50}, segment));
    check_same(segment, {24, 20, 20});
}

TEST(merge_is_associative) {
    Random random(1);
    int num_feasible = 0;
    for (int k = 0; k < 20000; ++k) {
        const auto a = random_segment(random);
        const auto b = random_segment(random);
        const auto c = random_segment(random);
        const Time first = random.below(10);
        const Time second = random.below(10);
        Segment ab;
        Segment bc;
        Segment left;
        Segment right;
        const bool left_fits = merge(a, first, b, ab) && merge(ab, second, c, left);
        const bool right_fits = merge(b, second, c, bc) && merge(a, first, bc, right);
        CHECK_EQ(left_fits, right_fits);
        if (!left_fits) continue;
        ++num_feasible;
        check_same(left, right);
    }
    CHECK(num_feasible > 2000 && num_feasible < 18000);
}

// Every start tried: the least duration, and exactly the starts that reach it.
TEST(merge_equals_brute_force) {
    Random random(2);
    for (int k = 0; k < 3000; ++k) {
        Segment merged = random_segment(random);
        std::vector<testing::Stop> stops{{0, merged.duration, {{merged.earliest, merged.latest}}}};
        bool fits = true;
        const Index num_more = 1 + random.below(4);
        for (Index i = 0; i < num_more; ++i) {
            const Time travel = random.below(10);
            const auto next = random_segment(random);
            stops.push_back({travel, next.duration, {{next.earliest, next.latest}}});
            fits = fits && merge(merged, travel, next, merged);
        }
        const auto from = [&](Time start) {  // to the end of the last stop, however late that is
            Time now = start;
            for (const auto& stop : stops) {
                now = std::max(now + stop.travel, stop.windows.front().earliest);
                if (now > stop.windows.front().latest) return kNever;
                now += stop.duration;
            }
            return now - start;
        };
        Time least = kNever;
        for (Time start = -200; start < 200; ++start) least = std::min(least, from(start));
        CHECK_EQ(fits, least < kNever);
        if (!fits) continue;
        CHECK_EQ(merged.duration, least);
        for (Time start = -200; start < 200; ++start) {
            CHECK_EQ(from(start) == least, start >= merged.earliest && start <= merged.latest);
        }
    }
}
