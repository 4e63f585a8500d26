#include <limits>

#include "check.hpp"
#include "engine/effort.hpp"
#include "problems.hpp"

using namespace vrpcore;

TEST(effort_follows_whichever_limit_there_is) {
    SearchOptions options;
    options.seconds = 10;
    CHECK_EQ(iterations_per_visit(options, 1000), 1000.0);
    options.iterations = 5000;
    CHECK_EQ(iterations_per_visit(options, 1000), 5.0);
    options.iterations = -1;
    options.seconds = std::numeric_limits<double>::infinity();
    CHECK_EQ(iterations_per_visit(options, 1000), kUnlimited);
    options.seconds = 0;
    CHECK_EQ(iterations_per_visit(options, 0), 0.0);
}

TEST(effort_widens_neighbourhoods_of_long_runs) {
    SearchOptions options;
    const auto alone = [&](double seconds) {
        options.seconds = seconds;
        const auto found = neighbourhoods(options, 1000);
        CHECK_EQ(found.others, options.num_neighbours);
        CHECK_EQ(found.reloading, options.num_neighbours_reloading);
        return found.windows_alone;
    };
    CHECK_EQ(alone(0), 40);
    CHECK_EQ(alone(10), 40);
    CHECK_EQ(alone(40), 80);
    CHECK_EQ(alone(1e300), 100);
    options.num_neighbours_long = 7;  // fewer than others always have
    CHECK_EQ(alone(1e300), 40);
}

TEST(layout_takes_the_neighbourhood_of_its_kind) {
    const Neighbourhoods nearest{1, 2, 3};
    Problem p = testing::line_problem(6, 2);
    CHECK_EQ(Layout(p, nearest).neighbours(0).size(), 1);
    p.slots[0].end = p.slots[1].end = 100;  // now a shift can end too soon
    CHECK_EQ(Layout(p, nearest).neighbours(0).size(), 2);
    p.types.front().max_trips = 2;
    CHECK_EQ(Layout(p, nearest).neighbours(0).size(), 3);
}

TEST(effort_anneals_small_problems_and_long_choices_more_than_once) {
    SearchOptions options;
    options.seconds = 10;
    Problem p = testing::line_problem(6, 2);
    const auto few = annealings(options, Layout(p, 3));
    CHECK_EQ(few.num_first, options.num_first);
    CHECK(few.first_share > options.first_share && few.first_share < 1.0);
    options.most_recombined = 5;
    const auto many = annealings(options, Layout(p, 3));
    CHECK_EQ(many.num_first, 1);
    CHECK_EQ(many.first_share, 1.0);

    p.visits.required[0] = 0;  // and all rules on
    p.types.front().max_trips = 2;
    p.slots[0].end = p.slots[1].end = 100;
    options.iterations = 6 * 700;
    CHECK_EQ(annealings(options, Layout(p, 3)).num_first, 1);
    options.iterations = 6 * 720;
    CHECK_EQ(annealings(options, Layout(p, 3)).num_first, 2);
    options.iterations = 6 * 5000;
    const auto recombined = annealings(options, Layout(p, 3));
    CHECK_EQ(recombined.num_first, static_cast<Index>(options.num_elites));
    CHECK_EQ(recombined.first_share, kFirstShareLong);
    CHECK(recombined.child_share < options.child_share);
    options.first_share = 1.0;
    CHECK_EQ(annealings(options, Layout(p, 3)).num_first, 1);
    options = {};
    options.most_recombined = 5;

    p.types.front().max_trips = 1;  // windows alone
    options.iterations = 6 * 4000 - 1;
    CHECK_EQ(annealings(options, Layout(p, 3)).num_first, 1);
    options.iterations = 6 * 4000;
    const auto choice = annealings(options, Layout(p, 3));
    CHECK_EQ(choice.num_first, options.num_first + 1);
    CHECK(choice.first_share < 1.0);
}
