#include "search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "insertion.hpp"
#include "load.hpp"
#include "logarithm.hpp"
#include "recount.hpp"
#include "recreate.hpp"

namespace vrpcore {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr Index kFarNeighbours = 100;  // of a seed, for the ruin

template <bool kRich, Timing kTiming>
class Search {
public:
    Search(const Layout& layout, const SearchOptions& options, const Listener& listener,
           SteadyClock::time_point begin)
        : layout_(layout),
          options_(options),
          listener_(listener),
          begin_(begin),
          random_(options.seed),
          state_(layout),
          ruin_(state_, random_, options.ruin),
          recreate_(state_, random_, options.blink, options.absent_tried),
          best_routes_(state_.routes.size()),
          is_dirty_(state_.routes.size(), 0) {}

    SearchResult run(const Plan& initial) {
        load(initial);
        construct();
        if (state_.cost < best_cost_) keep_best();
        tell();
        const double hot = options_.hot * mean_visit_cost();
        const double cold = options_.cold * mean_visit_cost();
        const double span = logarithm(cold / hot);
        double temperature = hot;
        while (goes_on()) {
            if (iterations_ % 16 == 0) temperature = hot * exponential(span * progress());
            iterate(temperature);
            ++iterations_;
        }
        return result();
    }

private:
    void iterate(double temperature) {
        state_.begin();
        const Cost before = state_.cost;
        const Cost most = before + static_cast<Cost>(-temperature * logarithm(random_.uniform() + 0x1.0p-60));
        removed_.clear();
        const auto seed = random_.below(layout_.num_visits);
        ruin_.ruin(seed, removed_);
        const bool accepted = recreate_.recreate(seed, removed_, most) && state_.cost <= most;
        if (!accepted) {
            state_.rollback();
            return;
        }
        assert(++num_accepted_ % 1024 != 0 || state_.cost == recounted_cost(state_));
        for (const Index route : state_.touched()) {
            if (!is_dirty_[static_cast<std::size_t>(route)]) {
                is_dirty_[static_cast<std::size_t>(route)] = 1;
                dirty_.push_back(route);
            }
        }
        if (state_.cost < best_cost_) keep_best();
    }

    void keep_best() {
        for (const Index route : dirty_) {
            const auto r = static_cast<std::size_t>(route);
            best_routes_[r] = state_.routes[r].size > 0 ? state_.plan_of(route) : RoutePlan{};
            is_dirty_[r] = 0;
        }
        dirty_.clear();
        best_cost_ = state_.cost;
        best_absent_ = state_.num_absent_required;
        best_iteration_ = iterations_;
        best_seconds_ = seconds();
    }

    void load(const Plan& initial) {
        vrpcore::load(state_, layout_, initial);
        make_dirty();
        keep_best();
    }

    void construct() {
        state_.begin();
        std::vector<Index> all(static_cast<std::size_t>(layout_.num_visits));
        for (Index v = 0; v < layout_.num_visits; ++v) all[static_cast<std::size_t>(v)] = v;
        recreate_.insert_all(all);
        make_dirty();
    }

    void make_dirty() {
        dirty_.clear();
        for (std::size_t r = 0; r < state_.routes.size(); ++r) {
            dirty_.push_back(static_cast<Index>(r));
            is_dirty_[r] = 1;
        }
    }

    // What the routes of the present solution cost per visit: the scale of temperatures.
    double mean_visit_cost() const {
        double total = 0;
        for (const Index route : state_.used) {
            total += static_cast<double>(state_.routes[static_cast<std::size_t>(route)].cost);
        }
        return std::max(1.0, total / std::max(1, state_.num_present));
    }

    double seconds() const { return std::chrono::duration<double>(SteadyClock::now() - begin_).count(); }

    double progress() const {
        double share = 0;
        if (options_.iterations > 0) {
            share = static_cast<double>(iterations_) / static_cast<double>(options_.iterations);
        } else if (std::isfinite(options_.seconds)) {
            share = now_ / options_.seconds;
        }
        return std::min(1.0, share);
    }

    bool goes_on() {
        if (options_.iterations >= 0 && iterations_ >= options_.iterations) return stop("iterations");
        if (options_.no_improvement >= 0 && iterations_ - best_iteration_ >= options_.no_improvement) {
            return stop("no_improvement");
        }
        if (best_absent_ == 0) {
            if (options_.first_feasible) return stop("first_feasible");
            if (options_.target_cost >= 0 && best_cost_ <= options_.target_cost) return stop("target_cost");
        }
        if (layout_.num_visits == 0) return stop("converged");
        if (iterations_ % 16 == 0) {
            now_ = seconds();
            if (now_ >= options_.seconds) return stop("runtime");
            if (now_ - told_ >= 0.02 && !tell()) return stop("cancelled");
        }
        return true;
    }

    bool stop(const char* reason) {
        stopped_by_ = reason;
        return false;
    }

    bool tell() {
        told_ = now_;
        return !listener_ || listener_({now_, iterations_, best_cost_, best_absent_});
    }

    SearchResult result() const {
        SearchResult found;
        for (const auto& route : best_routes_) {
            if (!route.trips.empty()) found.plan.push_back(route);
        }
        found.cost = best_cost_ - best_absent_ * layout_.required_penalty;
        found.num_absent_required = best_absent_;
        found.iterations = iterations_;
        found.stopped_by = stopped_by_;
        found.seconds_to_best = best_seconds_;
        return found;
    }

    const Layout& layout_;
    const SearchOptions& options_;
    const Listener& listener_;
    const SteadyClock::time_point begin_;
    Random random_;
    State<kRich, kTiming> state_;
    StringRemoval<kRich, kTiming> ruin_;
    Recreate<kRich, kTiming> recreate_;
    std::vector<Index> removed_;

    std::vector<RoutePlan> best_routes_;
    std::vector<std::uint8_t> is_dirty_;
    std::vector<Index> dirty_;
    Cost best_cost_ = kInfinite;
    Index best_absent_ = 0;
    std::int64_t best_iteration_ = 0;
    double best_seconds_ = 0;

    std::int64_t iterations_ = 0;
    [[maybe_unused]] std::int64_t num_accepted_ = 0;  // of assertions
    double now_ = 0;
    double told_ = 0;
    std::string stopped_by_ = "converged";
};

bool is_rich(const Layout& layout) {
    const auto& problem = layout.problem;
    if (problem.types.size() != 1 || layout.classes.size() != 1 || problem.depots.size() != 1) return true;
    if (layout.has_stock || layout.has_later_trips || layout.has_several_windows || layout.has_releases)
        return true;
    const auto& type = problem.types.front();
    if (type.cost_per_second > 0 || type.max_duration < kForever || type.max_distance < kForever) return true;
    if (!type.rests.empty() || problem.profiles.size() != 1 || !problem.depots.front().opening.empty())
        return true;
    if (type.capacity[1] < kForever || type.capacity[2] < kForever) return true;
    for (const auto cost : problem.service_cost[static_cast<std::size_t>(type.cost_rows[0])]) {
        if (cost != 0) return true;
    }
    for (const auto leg : problem.profiles.front().distance) {
        if (leg < 0) return true;
    }
    return false;
}

}  // namespace

SearchResult search(const Problem& problem, const Plan& initial, const SearchOptions& options,
                    const Listener& listener) {
    const auto begin = SteadyClock::now();
    const Layout layout(problem, options.num_neighbours);
    if (is_rich(layout)) {
        if (layout.is_timed)
            return Search<true, Timing::kFull>(layout, options, listener, begin).run(initial);
        return Search<true, Timing::kUntimed>(layout, options, listener, begin).run(initial);
    }
    if (layout.is_timed)
        return Search<false, Timing::kWindows>(layout, options, listener, begin).run(initial);
    return Search<false, Timing::kUntimed>(layout, options, listener, begin).run(initial);
}

}  // namespace vrpcore
