#include "search.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <utility>

#include "effort.hpp"
#include "search_loop.hpp"

namespace vrpcore {
namespace {

// One search in each thread, from seeds that follow each other; the best answer of all. The first thread
// tells and asks the listener, and its end is the end of the others.
template <bool kRich, Timing kTiming>
SearchResult run(const Layout& layout, const Plan& initial, const SearchOptions& options,
                 const Listener& listener, SteadyClock::time_point begin) {
    std::atomic<bool> goes_on{true};
    std::vector<SearchOptions> settings(static_cast<std::size_t>(std::max(1, options.threads)), options);
    std::vector<SearchResult> found(settings.size());
    std::vector<std::exception_ptr> failures(settings.size());
    const Listener quiet = [&](const Snapshot&) { return goes_on.load(std::memory_order_relaxed); };
    const auto search_with = [&](std::size_t k) {
        try {
            settings[k].seed += k;
            found[k] =
                Search<kRich, kTiming>(layout, settings[k], k == 0 ? listener : quiet, begin).run(initial);
            const auto& why = found[k].stopped_by;
            if (why == "cancelled" || why == "target_cost" || why == "first_feasible") goes_on = false;
        } catch (...) {
            failures[k] = std::current_exception();
            goes_on = false;
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t k = 1; k < settings.size(); ++k) others.emplace_back(search_with, k);
        search_with(0);
    }
    for (const auto& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    const auto best = std::ranges::min_element(found, {}, [](const SearchResult& result) {
        return std::pair{result.num_absent_required, result.cost};
    });
    SearchResult answer = *best;
    answer.stopped_by = found.front().stopped_by;
    answer.iterations = 0;
    for (const auto& result : found) answer.iterations += result.iterations;
    return answer;
}

}  // namespace

SearchResult search(const Problem& problem, const Plan& initial, const SearchOptions& options,
                    const Listener& listener) {
    const auto begin = SteadyClock::now();
    const Layout layout(problem, neighbourhoods(options, problem.num_visits));
    if (layout.is_rich) {
        if (layout.is_timed) return run<true, Timing::kFull>(layout, initial, options, listener, begin);
        return run<true, Timing::kUntimed>(layout, initial, options, listener, begin);
    }
    if (layout.is_timed) return run<false, Timing::kWindows>(layout, initial, options, listener, begin);
    return run<false, Timing::kUntimed>(layout, initial, options, listener, begin);
}

}  // namespace vrpcore
