#include "check.hpp"
#include "engine/stock.hpp"

using namespace vrpcore;

namespace {

// Depot 0 has 5 cases of product 0 at once and 9 from moment 1 on, and sends out 100 grams a day; depot 1 has
// no limit. Visit 0 takes 5 cases and 60 grams, visit 1 takes 4 and 50, visit 2 only weighs 40 grams.
Problem two_depots() {
    Problem p;
    p.num_visits = 3;
    p.num_moments = 3;
    p.num_days = 2;
    p.visits.load = {{60, 0, 0}, {50, 0, 0}, {40, 0, 0}};
    p.visits.goods = {{{0, 5}}, {{0, 4}}, {}};
    p.depots.resize(2);
    p.depots[0].stock = {5, 9, 9};
    p.depots[0].max_grams_per_day = 100;
    return p;
}

}  // namespace

TEST(ledger_sends_out_no_more_than_there_is) {
    const Problem p = two_depots();
    StockLedger ledger(p, p.visits);
    CHECK(ledger.fits(0, 0, 0, 0));
    ledger.draw(0, 0, 0, 0, 1);       // 0, 4, 4 cases are left
    CHECK(!ledger.fits(1, 0, 0, 1));  // none at moment 0
    CHECK(ledger.fits(1, 0, 1, 1));   // 4 from moment 1 on
    CHECK(!ledger.fits(0, 0, 2, 1));  // not 5
    CHECK(ledger.fits(2, 0, 0, 0));   // no goods, 40 grams
    CHECK(!ledger.fits(1, 0, 1, 0));  // 60 + 50 grams on day 0
    ledger.draw(0, 0, 0, 0, -1);
    CHECK(ledger.fits(0, 0, 0, 0));
}

// What leaves late is missing for those who would leave sooner only where they would leave too little behind.
TEST(ledger_looks_at_all_later_moments) {
    const Problem p = two_depots();
    StockLedger ledger(p, p.visits);
    ledger.draw(0, 0, 2, 1, 1);       // 5, 9, 4 cases are left
    CHECK(!ledger.fits(0, 0, 0, 0));  // 5 are there now, but 4 at moment 2
    CHECK(ledger.fits(1, 0, 0, 0));
    CHECK(ledger.fits(0, 1, 0, 0));  // elsewhere there is no limit
    ledger.draw(0, 1, 0, 0, 1);
    CHECK(ledger.fits(0, 1, 0, 0));
}
