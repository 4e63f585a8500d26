// Bindings of the search.
#pragma once

#include <nanobind/nanobind.h>

void bind_problem(nanobind::module_& module);
void bind_search(nanobind::module_& module);
