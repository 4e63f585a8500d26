#include "check.hpp"

int main(int num_arguments, char** arguments) {
    const std::string part = num_arguments > 1 ? arguments[1] : "";
    int num_run = 0;
    int num_failed = 0;
    for (const auto& test : check::tests()) {
        if (test.name.find(part) == std::string::npos) continue;
        ++num_run;
        try {
            test.run();
        } catch (const std::exception& error) {
            ++num_failed;
            std::cout << test.name << " failed\n  " << error.what() << '\n';
        }
    }
    std::cout << num_run << " run, " << num_failed << " failed\n";
    return num_failed > 0 || num_run == 0;
}
