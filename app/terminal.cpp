#include "app/terminal.hpp"

#include "geodata/temporaries.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sitmap {

namespace {

struct CodePoint {
    char32_t value;
    std::size_t bytes; ///< at least 1
};

/// The code point at the start of `text`; a byte that is no UTF-8 counts as U+FFFD.
CodePoint decode(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || lead > 0xf4 || text.size() < length)
        return {0xfffd, 1};
    char32_t value = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80)
            return {0xfffd, 1};
        value = (value << 6) | (byte(i) & 0x3fU);
    }
    return {value, length};
}

bool is_control(char32_t c)
{
    const bool c0_or_c1 = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool bidi_override = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c0_or_c1 || bidi_override || c == 0x2028 || c == 0x2029;
}

const char* interrupt_sentence = "sitmap: interrupted\n";
volatile std::sig_atomic_t interrupt_asked = 0;
volatile std::sig_atomic_t most_asked = 0; ///< times that are only noted

// What handlers call must be safe in one.

void write_to_terminal(const char* text)
{
    (void)!write(STDERR_FILENO, text, std::strlen(text));
}

void end_at_once(int)
{
    remove_temporaries();
    write_to_terminal("\n");
    write_to_terminal(interrupt_sentence);
    _exit(exit_interrupted);
}

void asked_to_stop(int signal)
{
    if (interrupt_asked >= most_asked)
        end_at_once(signal);
    if (interrupt_asked > 0)
        write_to_terminal("\nsitmap: taking back what was begun; once more, and the next command does it\n");
    interrupt_asked = interrupt_asked + 1;
}

/// Calls that wait, such as for a pipe that nobody writes to, end with EINTR.
void handle_interrupts(void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&action.sa_mask, signal);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        const bool ignored = sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN;
        if (signal != SIGHUP || !ignored) // nohup(1)
            sigaction(signal, &action, nullptr);
    }
}

} // namespace

std::string printable(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (c.value == '\n' || c.value == '\t') {
            safe += ' ';
        } else if (c.value == 0xfffd && c.bytes == 1) {
            safe += "\xef\xbf\xbd";
        } else if (is_control(c.value)) {
            std::array<char, 16> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "\\u{%x}", static_cast<unsigned>(c.value));
            safe += escaped.data();
        } else {
            safe += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes);
    }
    return safe;
}

bool wants_colour(std::FILE* stream)
{
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0' ? value : nullptr;
    };
    if (set("NO_COLOR") != nullptr)
        return false;
    if (const char* force = set("CLICOLOR_FORCE"); force != nullptr && std::strcmp(force, "0") != 0)
        return true;
    const char* term = std::getenv("TERM");
    return isatty(fileno(stream)) == 1 && term != nullptr && std::strcmp(term, "dumb") != 0;
}

std::size_t terminal_width()
{
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
    return 100;
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    while (!text.empty()) {
        text.remove_prefix(decode(text).bytes);
        ++width;
    }
    return width;
}

void print_issues(const Issues& issues, std::size_t most)
{
    std::size_t printed = 0, dropped = 0;
    for (const Issue& issue : issues) {
        dropped += issue.weight == Issue::Weight::dropped ? 1U : 0U;
        if (printed == most)
            continue;
        ++printed;
        const std::string line = issue.line > 0 ? ":" + std::to_string(issue.line) : "";
        std::fprintf(stderr, "%s%s: %s: %s\n", printable(issue.source).c_str(), line.c_str(),
                     issue.weight == Issue::Weight::dropped ? "dropped" : "note",
                     printable(issue.what).c_str());
    }
    if (issues.size() > printed)
        std::fprintf(stderr, "... and %zu more (%zu dropped in all)\n", issues.size() - printed, dropped);
}

Progress::Progress(bool quiet) : shown_{!quiet && isatty(STDERR_FILENO) == 1}
{}

Progress::~Progress()
{
    if (dirty_)
        std::fputs("\r\x1b[K", stderr);
}

void Progress::say(std::string_view text)
{
    if (!shown_)
        return;
    std::fprintf(stderr, "\r\x1b[K%s", printable(text).c_str());
    std::fflush(stderr);
    dirty_ = true;
}

void on_interrupt_end()
{
    handle_interrupts(end_at_once);
}

void on_interrupt_say(const char* sentence)
{
    interrupt_sentence = sentence;
}

void on_second_interrupt(SecondInterrupt second)
{
    most_asked = second == SecondInterrupt::waits ? 2 : 1;
}

const volatile std::sig_atomic_t& on_interrupt_flag(SecondInterrupt second)
{
    on_second_interrupt(second);
    handle_interrupts(asked_to_stop);
    return interrupt_asked;
}

const char* interrupt_said()
{
    return interrupt_asked != 0 ? interrupt_sentence : nullptr;
}

} // namespace sitmap
