#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace sitmap {

/// What the chosen subcommand does; returns the exit code. Set by its parser, run by main.
using Run = std::function<int()>;

// Each adds its subcommand with options and help to the program.
void add_import(CLI::App& program, Run& run);
void add_view(CLI::App& program, Run& run);
void add_draw(CLI::App& program, Run& run);
void add_film(CLI::App& program, Run& run);
void add_layers(CLI::App& program, Run& run);
void add_list(CLI::App& program, Run& run);
void add_count(CLI::App& program, Run& run);
void add_density(CLI::App& program, Run& run);
void add_cluster(CLI::App& program, Run& run);
void add_show(CLI::App& program, Run& run);
void add_split(CLI::App& program, Run& run);
void add_join(CLI::App& program, Run& run);
void add_claim(CLI::App& program, Run& run);
void add_control(CLI::App& program, Run& run);
void add_export(CLI::App& program, Run& run);
void add_extract(CLI::App& program, Run& run);
void add_geoparse(CLI::App& program, Run& run);
void add_info(CLI::App& program, Run& run);
void add_formats(CLI::App& program, Run& run);

} // namespace sitmap
