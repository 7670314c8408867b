#pragma once

#include "geodata/issue.hpp"

#include <csignal>
#include <cstdint>
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

/// How the program ends after Ctrl-C, SIGTERM or SIGHUP. Only what was asked for before is left behind.
inline constexpr int exit_interrupted = 130;

/// From here on the first of these signals ends the program at once: temporary files are removed, and a
/// sentence is said.
void on_interrupt_end();
/// Says another sentence than "interrupted"; it ends with a line feed and must outlive the program.
void on_interrupt_say(const char* sentence);

enum class SecondInterrupt : std::uint8_t {
    ends, ///< as `on_interrupt_end` does
    waits ///< is noted too, as what was begun in or beside a store is to be taken back; the third ends
};
/// From here on the first of these signals only adds to the count that this gives.
[[nodiscard]] const volatile std::sig_atomic_t&
on_interrupt_flag(SecondInterrupt second = SecondInterrupt::ends);

void on_second_interrupt(SecondInterrupt second);

/// The sentence, if one of these signals came; else null. What fails after it fails because of it.
[[nodiscard]] const char* interrupt_said();

} // namespace sitmap
