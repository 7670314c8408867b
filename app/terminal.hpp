#pragma once

#include "geodata/issue.hpp"

#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>

namespace sitmap {

/// Text that may have come from a stranger, made safe for a terminal: control characters and bidirectional
/// overrides become \u{…}; line feeds become spaces.
[[nodiscard]] std::string printable(std::string_view text);

/// True when the stream is a terminal that wants colour (NO_COLOR, CLICOLOR_FORCE, TERM=dumb).
[[nodiscard]] bool wants_colour(std::FILE* stream);

/// Columns of the terminal, 100 where it cannot be told.
[[nodiscard]] std::size_t terminal_width();

/// Width in columns, one a code point.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The issues as lines on stderr, "file:line: dropped: what"; after `most` of them only their number.
void print_issues(const Issues& issues, std::size_t most = 20);

/// A line that is written over on a terminal and left out elsewhere.
class Progress {
public:
    explicit Progress(bool quiet);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void say(std::string_view text);

private:
    bool shown_;
    bool dirty_ = false;
};

/// Ctrl-C ends the program at once with exit code 130 and this sentence on stderr. `sentence` must outlive
/// the program.
void on_interrupt_say(const char* sentence);
/// A file that goes when the program ends by an interrupt; null: none. The name must stay where it is.
void on_interrupt_remove(const char* file);

/// From here on the first Ctrl-C only sets the flag that this gives; a second ends the program at once, as
/// `on_interrupt_say` does.
[[nodiscard]] const volatile std::sig_atomic_t& on_interrupt_flag();

} // namespace sitmap
