// One search in one thread: exchange tails, ruin, recreate, accept or undo; temperatures, the best plans,
// stop rules.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "cluster_removal.hpp"
#include "effort.hpp"
#include "load.hpp"
#include "logarithm.hpp"
#include "population.hpp"
#include "recount.hpp"
#include "recreate.hpp"
#include "route_removal.hpp"
#include "savings.hpp"
#include "scarcity_removal.hpp"
#include "search.hpp"
#include "tail_exchange.hpp"

namespace vrpcore {

using SteadyClock = std::chrono::steady_clock;

// How often two routes exchange what follows a visit.
inline constexpr Index kTailExchangeEvery = 8;

// How often a whole route is removed as well, and the most visits that it may have.
inline constexpr Index kRouteRemovalEvery = 20;
inline constexpr Index kMostOfRoute = 50;

// How often a cluster of visits is removed for one class of vehicles instead, if its seed is served or
// absent.
inline constexpr Index kClusterRemovalEvery = 5;
inline constexpr Index kClusterRemovalEveryAbsent = 2;

// Where few visits are absent: how many are compared, and among how many visits they are looked for.
inline constexpr int kAbsentCompared = 4;
inline constexpr Index kMostScanned = 1000;

// Where visits may be left out, the bonus of a used route falls in this last share of the cooling.
inline constexpr double kBonusFalls = 0.3;

// A plan whose cost has risen by this share of what its routes cost has fallen apart: it was too hot by so
// much.
inline constexpr double kMostLost = 0.08;
inline constexpr double kCoolDown = 0.5;
inline constexpr double kLatestRestart = 0.5;  // in shares of an annealing's end: to begin anew takes time

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
          route_removal_(state_),
          scarcity_removal_(state_, random_),
          cluster_removal_(state_, random_),
          tail_exchange_(state_),
          recreate_(state_, random_, options.blink, options.absent_tried),
          best_routes_(state_.routes.size()),
          is_dirty_(state_.routes.size(), 0),
          population_(layout, random_, options.num_elites) {}

    SearchResult run(const Plan& initial) {
        start_from(initial);
        tell();
        const double unit = mean_visit_cost();
        const double cold = options_.cold * unit;
        // Some annealings from scratch, then children of the best plans, annealed from a lower temperature.
        const auto [num_first, share, rewarm, child_share] = annealings(options_, layout_);
        const double hot = unit * first_temperature();
        const double warm = hot * exponential(rewarm * logarithm(cold / hot));
        for (Index k = 0; k < num_first && goes_on(); ++k) {
            if (k > 0) start_from({});
            anneal(hot, cold, share * (k + 1) / num_first);
        }
        while (goes_on()) {
            if (population_.size() < 2) {
                start_from({});
                anneal(hot, cold, progress() + share / num_first);
            } else {
                start_from(population_.child());
                anneal(warm, cold, progress() + child_share * std::max(1.0, progress()));
            }
        }
        return result();
    }

private:
    static constexpr bool kWindowsAlone = !kRich && kTiming != Timing::kUntimed;

    // Simulated annealing until a share of the whole run is over; its best plan joins the population.
    void anneal(double hot, double cold, double until) {
        ++num_annealings_;
        const double from = progress();
        if (is_limited()) until = std::min(until, 1.0);
        const auto span = [&] { return logarithm(cold / hot) / std::max(1e-9, until - from); };
        double rate = span();
        double temperature = hot;
        phase_end_ = until;
        while (goes_on() && !phase_over_) {
            if (iterations_ % 16 == 0)
                temperature = hot * exponential(rate * std::min(progress() - from, until - from));
            if (kTiming != Timing::kUntimed && varies_routes() && iterations_ % 1024 == 0) {
                const double most = static_cast<double>(kInfinite) / std::max(1, layout_.num_routes);
                const double left = logarithm(temperature / cold) / logarithm(hot / cold);
                state_.set_route_bonus(to_cost(std::min(route_bonus(left) * temperature, most)));
            }
            iterate(temperature);
            ++iterations_;
            if (iterations_ % 1024 == 0 && has_fallen_apart()) {
                population_.add({best_plan(), best_cost_});
                start_from(begun_with_);
                hot = std::max(cold, kCoolDown * hot);
                rate = span();
            }
        }
        phase_over_ = false;
        population_.add({best_plan(), best_cost_});
    }

    // In present temperatures, with a share of the cooling left.
    double route_bonus(double left) const {
        // With all rules on, the visits of a cluster can open a route together: neither with the bonus nor
        // without it are all plans within reach.
        if (kTiming == Timing::kFull && layout_.has_optional && num_annealings_ % 2 == 1) return 0;
        const double last = options_.route_bonus;
        if (!kWindowsAlone || !layout_.has_optional) return last;
        return last + (options_.route_bonus_optional - last) * std::min(1.0, left / kBonusFalls);
    }

    // Where visits may be left out, heat can dissolve routes that later come back one by one at best.
    bool has_fallen_apart() const {
        if (!layout_.has_optional || !has_improved_ || layout_.num_visits >= kManyVisits) return false;
        if (progress() > kLatestRestart * phase_end_) return false;
        return static_cast<double>(state_.plain_cost() - best_cost_) > kMostLost * routed_cost();
    }

    void iterate(double temperature) {
        state_.begin();
        const Cost before = state_.cost;
        const Cost most = before + to_cost(-temperature * logarithm(random_.uniform() + 0x1.0p-60));
        removed_.clear();
        const Index seed = draw_seed();
        if (varies_routes() && random_.below(kTailExchangeEvery) == 0) {
            tail_exchange_.exchange(seed, most - before);
        }
        Guidance guidance;
        if ((kRich || kWindowsAlone) && random_.below(kRouteRemovalEvery) == 0) {
            const Index slots = route_removal_.ruin(seed, kMostOfRoute, removed_);
            if (random_.below(2) == 0) guidance.closed = slots;
        }
        if (layout_.has_stock && state_.is_absent(seed) && random_.below(2) == 0) {
            scarcity_removal_.ruin(seed, removed_);
            guidance.first = {&seed, 1};
            guidance.is_scarce = true;
        } else if (removes_cluster(seed)) {
            guidance.target = cluster_removal_.ruin(seed, removed_);
            if (guidance.target != kNone) guidance.first = cluster_removal_.cluster();
        }
        if (guidance.target == kNone) ruin_.ruin(seed, removed_);
        const bool accepted = recreate_.recreate(seed, removed_, most, guidance) && state_.cost <= most;
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
        if (state_.plain_cost() < best_cost_) {
            keep_best();
            has_improved_ = true;
        }
    }

    bool removes_cluster(Index seed) {
        if (kTiming != Timing::kFull || layout_.classes.size() == 1 || !removed_.empty()) return false;
        return random_.below(state_.is_absent(seed) ? kClusterRemovalEveryAbsent : kClusterRemovalEvery) == 0;
    }

    // Whether the number of routes is to be found, and they can change tails: not with vehicles of many kinds
    // or depots, where it was measured to do no good, unless they load again.
    bool varies_routes() const {
        const bool is_classic = layout_.has_pickups && layout_.classes.size() == 1;
        return !kRich || layout_.has_later_trips || is_classic;
    }

    // However hot it is, sums stay within 64 bits.
    static Cost to_cost(double heat) {
        return static_cast<Cost>(std::min(heat, static_cast<double>(kInfinite)));
    }

    // Any visit that brings something.
    Index draw_visit() {
        const Index visit = random_.below(layout_.num_visits);
        if (!state_.is_vacant(visit)) return visit;
        const auto& portions =
            layout_.problem.demand.groups[static_cast<std::size_t>(layout_.group_of(visit))].portions;
        return state_.visit_of(
            portions[static_cast<std::size_t>(random_.below(static_cast<Index>(portions.size())))]);
    }

    // Any visit; where some are absent, now and then the most expensive absent one of a few.
    Index draw_seed() {
        const Index seed = draw_visit();
        if (!state_.has_absent() || random_.below(8) != 0) return seed;
        Index found = kNone;
        const auto consider = [&](Index visit) {
            if (!state_.is_absent(visit) || state_.is_vacant(visit)) return false;
            if (found == kNone || state_.absent_cost(visit) > state_.absent_cost(found)) found = visit;
            return true;
        };
        consider(seed);
        for (int k = 0; k < 16; ++k) consider(draw_visit());
        if (found != kNone) return found;
        const Index start = random_.below(layout_.num_visits);
        int left = kAbsentCompared;
        for (Index k = 0; k < std::min(layout_.num_visits, kMostScanned) && left > 0; ++k) {
            if (consider((start + k) % layout_.num_visits)) --left;
        }
        return found == kNone ? seed : found;
    }

    void keep_best() {
        for (const Index route : dirty_) {
            const auto r = static_cast<std::size_t>(route);
            best_routes_[r] = state_.routes[r].size > 0 ? state_.plan_of(route) : RoutePlan{};
            is_dirty_[r] = 0;
        }
        dirty_.clear();
        best_cost_ = state_.plain_cost();
        if (best_cost_ >= top_cost_) return;
        top_cost_ = best_cost_;
        top_absent_ = state_.num_absent_required;
        top_penalty_ = state_.penalty;
        best_iteration_ = iterations_;
        best_seconds_ = seconds();
    }

    Plan best_plan() const {
        Plan plan;
        for (const auto& route : best_routes_) {
            if (!route.trips.empty()) plan.push_back(route);
        }
        return plan;
    }

    // Begin again with a plan, without what it lacks.
    void load_plan(const Plan& plan) {
        state_.set_route_bonus(0);
        state_.clear();
        vrpcore::load(state_, layout_, plan);
        make_dirty();
        best_cost_ = kInfinite;
        keep_best();
    }

    // Begin again with a plan, and with what it lacks inserted where it costs least.
    void start_from(Plan plan) {
        begun_with_ = std::move(plan);
        has_improved_ = false;
        load_plan(begun_with_);
        if constexpr (!kRich) {
            const bool is_many = kTiming == Timing::kUntimed && layout_.num_visits >= kManyVisits;
            if (state_.num_present == 0 && (is_many || options_.careful_start)) {
                vrpcore::load(state_, layout_, savings_plan(layout_));
            }
        }
        state_.begin();
        std::vector<Index> all(static_cast<std::size_t>(layout_.num_visits));
        for (Index v = 0; v < layout_.num_visits; ++v) all[static_cast<std::size_t>(v)] = v;
        if (options_.careful_start || (kTiming == Timing::kFull && layout_.has_optional)) {
            recreate_.insert_with_care(all);
        } else {
            recreate_.insert_all(all);
        }
        make_dirty();
        if (state_.cost < best_cost_) keep_best();
    }

    void make_dirty() {
        dirty_.clear();
        for (std::size_t r = 0; r < state_.routes.size(); ++r) {
            dirty_.push_back(static_cast<Index>(r));
            is_dirty_[r] = 1;
        }
    }

    double first_temperature() const {
        // Trips couple visits more tightly: to change one, others have to make room.
        const double hot = (layout_.has_later_trips ? 2.0 : 1.0) * options_.hot;
        if (layout_.num_visits < kManyVisits) return hot;
        const double share = iterations_per_visit(options_, layout_.num_visits) / kManyIterations;
        return std::max(options_.cold, hot * std::min(1.0, share));
    }

    double routed_cost() const {
        double total = static_cast<double>(state_.plain_cost() - state_.cost);
        for (const Index route : state_.used) {
            total += static_cast<double>(state_.routes[static_cast<std::size_t>(route)].cost);
        }
        return total;
    }

    // What the routes of the present solution cost per visit: the scale of temperatures.
    double mean_visit_cost() const { return std::max(1.0, routed_cost() / std::max(1, state_.num_present)); }

    double seconds() const { return std::chrono::duration<double>(SteadyClock::now() - begin_).count(); }

    // Share of the run that is over; without a limit, iterations by a measure of the problem.
    double progress() const {
        double share = 0;
        if (options_.iterations >= 0) {
            share = static_cast<double>(iterations_) /
                    static_cast<double>(std::max<std::int64_t>(1, options_.iterations));
        } else if (std::isfinite(options_.seconds)) {
            share = now_ / options_.seconds;
        } else {
            return static_cast<double>(iterations_) / (kUnlimited * static_cast<double>(layout_.num_visits));
        }
        return std::min(1.0, share);
    }

    bool is_limited() const { return options_.iterations >= 0 || std::isfinite(options_.seconds); }

    bool goes_on() {
        if (!stopped_by_.empty()) return false;
        if (options_.iterations >= 0 && iterations_ >= options_.iterations) return stop("iterations");
        if (options_.no_improvement >= 0 && iterations_ - best_iteration_ >= options_.no_improvement) {
            return stop("no_improvement");
        }
        if (top_absent_ == 0) {
            if (options_.first_feasible) return stop("first_feasible");
            if (options_.target_cost >= 0 && top_cost_ <= options_.target_cost) return stop("target_cost");
        }
        if (layout_.num_visits == 0) return stop("converged");
        if (iterations_ % 16 == 0) {
            now_ = seconds();
            if (now_ >= options_.seconds) return stop("runtime");
            if (now_ - told_ >= 0.02 && !tell()) return stop("cancelled");
            phase_over_ = progress() >= phase_end_;
        }
        return true;
    }

    bool stop(const char* reason) {
        stopped_by_ = reason;
        return false;
    }

    bool tell() {
        told_ = now_;
        return !listener_ || listener_({now_, iterations_, top_cost_, top_absent_});
    }

    SearchResult result() {
        population_.add({best_plan(), best_cost_});
        if (layout_.has_optional || top_absent_ > 0) complete();
        SearchResult found;
        found.plan = population_.best().plan;
        found.cost = top_cost_ - top_penalty_;
        found.num_absent_required = top_absent_;
        found.iterations = iterations_;
        found.stopped_by = stopped_by_;
        found.seconds_to_best = best_seconds_;
        return found;
    }

    // No visit stays out of the best plan that could come in for less than it costs to leave it out.
    void complete() {
        load_plan(population_.best().plan);
        if (best_cost_ > top_cost_) return;
        recreate_.complete();
        make_dirty();
        if (state_.cost < best_cost_) keep_best();
        population_.add({best_plan(), best_cost_});
    }

    const Layout& layout_;
    const SearchOptions& options_;
    const Listener& listener_;
    const SteadyClock::time_point begin_;
    Random random_;
    State<kRich, kTiming> state_;
    StringRemoval<kRich, kTiming> ruin_;
    RouteRemoval<kRich, kTiming> route_removal_;
    ScarcityRemoval<kRich, kTiming> scarcity_removal_;
    ClusterRemoval<kRich, kTiming> cluster_removal_;
    TailExchange<kRich, kTiming> tail_exchange_;
    Recreate<kRich, kTiming> recreate_;
    std::vector<Index> removed_;

    Plan begun_with_;
    std::vector<RoutePlan> best_routes_;
    std::vector<std::uint8_t> is_dirty_;
    std::vector<Index> dirty_;
    Cost best_cost_ = kInfinite;  // of the present annealing
    Index num_annealings_ = 0;
    bool has_improved_ = false;  // on what the present annealing began with
    Cost top_cost_ = kInfinite;  // of all
    Index top_absent_ = 0;
    Cost top_penalty_ = 0;
    Population population_;
    double phase_end_ = 1.0;
    bool phase_over_ = false;
    std::int64_t best_iteration_ = 0;
    double best_seconds_ = 0;

    std::int64_t iterations_ = 0;
    [[maybe_unused]] std::int64_t num_accepted_ = 0;  // of assertions
    double now_ = 0;
    double told_ = 0;
    std::string stopped_by_;  // empty while it goes on
};

}  // namespace vrpcore
