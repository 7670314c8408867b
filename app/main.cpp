#include "app/command.hpp"
#include "app/terminal.hpp"
#include "geodata/error.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>

namespace {

constexpr int failed = 1, wrong_usage = 2;

/// "--label name OUT" has one name: an option leaves the files behind its value alone, also where it may be
/// given again. Those whose values are told as a list ("N ...") take all that follow.
void leave_files_alone(CLI::App& program)
{
    for (CLI::App* command : program.get_subcommands({}))
        for (CLI::Option* option : command->get_options())
            if (option->nonpositional() && option->get_items_expected_max() > 1 &&
                option->get_type_name().find("...") == std::string::npos)
                option->allow_extra_args(false);
}

int run_program(int argc, char** argv)
{
    CLI::App program{"sitmap: maps of armed conflict from open sources"};
    program.set_version_flag("--version", "sitmap " SITMAP_VERSION);
    program.require_subcommand(1);
    program.footer(
        "'sitmap COMMAND --help' tells more. Sources come before the destination; '-' is standard input\n"
        "or output. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.");

    sitmap::Run run;
    sitmap::add_import(program, run);
    sitmap::add_view(program, run);
    sitmap::add_draw(program, run);
    sitmap::add_film(program, run);
    sitmap::add_layers(program, run);
    sitmap::add_list(program, run);
    sitmap::add_count(program, run);
    sitmap::add_density(program, run);
    sitmap::add_cluster(program, run);
    sitmap::add_show(program, run);
    sitmap::add_split(program, run);
    sitmap::add_join(program, run);
    sitmap::add_claim(program, run);
    sitmap::add_control(program, run);
    sitmap::add_export(program, run);
    sitmap::add_extract(program, run);
    sitmap::add_geoparse(program, run);
    sitmap::add_info(program, run);
    sitmap::add_formats(program, run);

    leave_files_alone(program);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : wrong_usage;
    }
    const int code = run();
    std::cout.flush();
    if (!std::cout)
        throw sitmap::Error{"cannot write to standard output: the disk is full or the reader has gone"};
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    sitmap::on_interrupt_end();
    std::signal(SIGXFSZ, SIG_IGN); // past a limit on the size of files a write fails, as on a full disk
    try {
        return run_program(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("sitmap: error: out of memory: the source is too large for this machine\n", stderr);
    } catch (const sitmap::Interrupted& why) {
        std::fprintf(stderr, "sitmap: %s\n", sitmap::printable(why.what()).c_str());
        return sitmap::exit_interrupted;
    } catch (const std::exception& error) {
        if (const char* sentence = sitmap::interrupt_said()) {
            std::fputs(sentence, stderr);
            return sitmap::exit_interrupted;
        }
        std::fprintf(stderr, "sitmap: error: %s\n", sitmap::printable(error.what()).c_str());
    }
    return failed;
}
