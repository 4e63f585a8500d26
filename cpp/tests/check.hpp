// A unit test framework on one page: TEST(name) { CHECK(condition); CHECK_EQ(found, expected);
// CHECK_THROWS(call, type); }
//
// A failed check prints file, line and values and ends its test; the other tests still run. The program runs
// the tests whose name contains its first argument, all without one.
#pragma once

#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace check {

struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Test {
    std::string name;
    void (*run)();
};

inline std::vector<Test>& tests() {
    static std::vector<Test> all;
    return all;
}

struct Register {
    Register(const char* name, void (*run)()) { tests().push_back({name, run}); }
};

template <typename T>
std::string shown(const T& value) {
    std::ostringstream text;
    text.precision(17);
    if constexpr (requires { text << value; }) {
        text << value;
    } else if constexpr (requires { value.begin(), value.end(); }) {
        text << "{";
        for (const auto& item : value) text << ' ' << shown(item);
        text << " }";
    } else {
        text << "(a value that cannot be shown)";
    }
    return text.str();
}

[[noreturn]] inline void fail(const char* file, int line, const std::string& what) {
    throw Failure(std::string(file) + ":" + std::to_string(line) + ": " + what);
}

template <typename Found, typename Expected>
void equal(const char* file, int line, const char* code, const Found& found, const Expected& expected) {
    bool same;
    if constexpr (std::is_integral_v<Found> && std::is_integral_v<Expected> && !std::is_same_v<Found, bool>) {
        same = std::cmp_equal(found, expected);
    } else {
        same = found == expected;
    }
    if (!same) fail(file, line, std::string(code) + " is " + shown(found) + ", expected " + shown(expected));
}

}  // namespace check

#define TEST(name)                                                    \
    static void test_##name();                                        \
    static const check::Register register_##name(#name, test_##name); \
    static void test_##name()

#define CHECK(condition) ((condition) ? void() : check::fail(__FILE__, __LINE__, "not true: " #condition))

#define CHECK_EQ(found, expected) check::equal(__FILE__, __LINE__, #found, found, expected)

#define CHECK_THROWS(expression, type)                                        \
    [&] {                                                                     \
        try {                                                                 \
            static_cast<void>(expression);                                    \
        } catch (const type&) {                                               \
            return;                                                           \
        }                                                                     \
        check::fail(__FILE__, __LINE__, #expression " did not throw " #type); \
    }()
