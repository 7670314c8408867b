#include "render/sfml/replay.hpp"

#include "geodata/error.hpp"

#include <SFML/System/String.hpp>

#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

namespace sitmap {

namespace {

constexpr int most_frames = 100'000;
constexpr std::size_t drag_moves = 8; ///< moves between press and release: a drag is no jump

const std::map<std::string, sf::Keyboard::Key>& keys()
{
    static const std::map<std::string, sf::Keyboard::Key> table = [] {
        std::map<std::string, sf::Keyboard::Key> named{
            {"Escape", sf::Keyboard::Escape},
            {"Enter", sf::Keyboard::Enter},
            {"Tab", sf::Keyboard::Tab},
            {"Space", sf::Keyboard::Space},
            {"Home", sf::Keyboard::Home},
            {"PageUp", sf::Keyboard::PageUp},
            {"PageDown", sf::Keyboard::PageDown},
            {"Left", sf::Keyboard::Left},
            {"Right", sf::Keyboard::Right},
            {"Up", sf::Keyboard::Up},
            {"Down", sf::Keyboard::Down},
            {"Backspace", sf::Keyboard::BackSpace},
            {"End", sf::Keyboard::End},
            {"Delete", sf::Keyboard::Delete},
            {"F1", sf::Keyboard::F1},
            {"F6", sf::Keyboard::F6},
            {"F11", sf::Keyboard::F11},
            {"Shift", sf::Keyboard::LShift},
            {"Ctrl", sf::Keyboard::LControl},
            {"Alt", sf::Keyboard::LAlt},
            {"?", sf::Keyboard::Slash},
            {"[", sf::Keyboard::LBracket},
            {"]", sf::Keyboard::RBracket},
            {"{", sf::Keyboard::LBracket},
            {"}", sf::Keyboard::RBracket},
            {"+", sf::Keyboard::Add},
            {"-", sf::Keyboard::Subtract},
            {",", sf::Keyboard::Comma},
            {".", sf::Keyboard::Period},
        };
        for (int i = 0; i < 26; ++i)
            named[std::string(1, static_cast<char>('A' + i))] =
                static_cast<sf::Keyboard::Key>(sf::Keyboard::A + i);
        return named;
    }();
    return table;
}

sf::Event move_to(int x, int y)
{
    sf::Event event{};
    event.type = sf::Event::MouseMoved;
    event.mouseMove = {x, y};
    return event;
}

sf::Event button(sf::Event::EventType type, int x, int y, sf::Mouse::Button which = sf::Mouse::Left)
{
    sf::Event event{};
    event.type = type;
    event.mouseButton = {which, x, y};
    return event;
}

std::optional<sf::Mouse::Button> button_named(const std::string& name)
{
    static const std::map<std::string, sf::Mouse::Button> names{{"left", sf::Mouse::Left},
                                                                {"right", sf::Mouse::Right},
                                                                {"middle", sf::Mouse::Middle},
                                                                {"back", sf::Mouse::XButton1},
                                                                {"forward", sf::Mouse::XButton2}};
    const auto found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional{found->second};
}

/// What a key writes, of those whose writing counts.
sf::Event written(const std::string& name)
{
    sf::Event event{};
    event.type = sf::Event::TextEntered;
    event.text.unicode = static_cast<unsigned char>(name.front());
    return event;
}

sf::Event wheel(int x, int y, float notches)
{
    sf::Event event{};
    event.type = sf::Event::MouseWheelScrolled;
    event.mouseWheelScroll = {sf::Mouse::VerticalWheel, notches, x, y};
    return event;
}

/// "Ctrl+K" or "Home".
std::optional<sf::Event::KeyEvent> key_named(std::string name)
{
    sf::Event::KeyEvent key{};
    for (const auto& [prefix, held] :
         {std::pair<std::string, bool sf::Event::KeyEvent::*>{"Ctrl+", &sf::Event::KeyEvent::control},
          {"Shift+", &sf::Event::KeyEvent::shift},
          {"Alt+", &sf::Event::KeyEvent::alt}})
        if (name.size() > prefix.size() && name.starts_with(prefix)) {
            key.*held = true;
            name.erase(0, prefix.size());
        }
    const auto found = keys().find(name);
    if (found == keys().end())
        return std::nullopt;
    key.code = found->second;
    return key;
}

/// One line's words, and the steps it adds.
class Line {
public:
    Line(std::istringstream words, std::vector<ReplayStep>& steps) : words_{std::move(words)}, steps_{steps}
    {}

    /// False: not understood.
    [[nodiscard]] bool add()
    {
        std::string verb;
        words_ >> verb;
        static const std::map<std::string, bool (Line::*)()> verbs{
            {"size", &Line::size},   {"move", &Line::move},
            {"press", &Line::press}, {"release", &Line::release},
            {"click", &Line::click}, {"drag", &Line::drag},
            {"wheel", &Line::turn},  {"key", &Line::key},
            {"type", &Line::type},   {"wait", &Line::wait},
            {"quit", &Line::quit},   {"screenshot", &Line::screenshot},
            {"state", &Line::state}, {"hold", &Line::hold},
            {"let", &Line::let},     {"doubleclick", &Line::double_click},
            {"live", &Line::live},
        };
        const auto found = verbs.find(verb);
        return found != verbs.end() && std::invoke(found->second, this);
    }

private:
    template <class... T>
    bool read(T&... values)
    {
        return static_cast<bool>((words_ >> ... >> values));
    }

    void emit(ReplayStep step) { steps_.push_back(std::move(step)); }

    bool size()
    {
        ReplaySize s;
        if (!read(s.width_px, s.height_px) || s.width_px < 200 || s.height_px < 200 || s.width_px > 8000 ||
            s.height_px > 8000)
            return false;
        emit(s);
        emit(ReplayWait{3});
        return true;
    }
    bool move()
    {
        int x = 0, y = 0;
        if (!read(x, y))
            return false;
        emit(move_to(x, y));
        return true;
    }
    bool at_pointer(sf::Event::EventType type)
    {
        std::string name;
        const auto which = read(name) ? button_named(name) : std::nullopt;
        if (which)
            emit(button(type, -1, -1, *which)); // the window knows where its pointer is
        return which.has_value();
    }
    bool press() { return at_pointer(sf::Event::MouseButtonPressed); }
    bool release() { return at_pointer(sf::Event::MouseButtonReleased); }
    /// "[right] X Y", left without a name.
    bool click() { return clicks(1); }
    bool double_click() { return clicks(2); }
    bool clicks(int times)
    {
        std::string first;
        int x = 0, y = 0;
        words_ >> std::ws >> first;
        auto which = button_named(first);
        std::istringstream number{first};
        if (which ? !read(x, y) : !((number >> x) && read(y)))
            return false;
        emit(move_to(x, y));
        emit(ReplayWait{1});
        for (int i = 0; i < times; ++i) {
            emit(button(sf::Event::MouseButtonPressed, x, y, which.value_or(sf::Mouse::Left)));
            emit(button(sf::Event::MouseButtonReleased, x, y, which.value_or(sf::Mouse::Left)));
        }
        emit(ReplayWait{2});
        return true;
    }
    void drag_on(int x1, int y1, int x2, int y2)
    {
        for (std::size_t i = 1; i <= drag_moves; ++i)
            emit(move_to(x1 + (x2 - x1) * static_cast<int>(i) / static_cast<int>(drag_moves),
                         y1 + (y2 - y1) * static_cast<int>(i) / static_cast<int>(drag_moves)));
    }
    /// "X Y X Y ...": with the button down from the first to the last.
    bool drag()
    {
        int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
        if (!read(x1, y1, x2, y2))
            return false;
        emit(move_to(x1, y1));
        emit(ReplayWait{1});
        emit(button(sf::Event::MouseButtonPressed, x1, y1));
        drag_on(x1, y1, x2, y2);
        while (words_ >> std::ws && !words_.eof()) {
            x1 = std::exchange(x2, 0);
            y1 = std::exchange(y2, 0);
            if (!read(x2, y2))
                return false;
            drag_on(x1, y1, x2, y2);
        }
        emit(button(sf::Event::MouseButtonReleased, x2, y2));
        emit(ReplayWait{2});
        return true;
    }
    bool turn()
    {
        int x = 0, y = 0, n = 0;
        if (!read(x, y, n) || n < -100 || n > 100)
            return false;
        emit(move_to(x, y));
        emit(ReplayWait{1});
        for (int i = 0; i < std::abs(n); ++i)
            emit(wheel(x, y, n > 0 ? 1.0f : -1.0f));
        return true;
    }
    bool key_event(sf::Event::EventType type)
    {
        std::string name;
        const auto key = read(name) ? key_named(name) : std::nullopt;
        if (!key)
            return false;
        sf::Event event{};
        event.type = type;
        event.key = *key;
        emit(event);
        return true;
    }
    bool hold() { return key_event(sf::Event::KeyPressed); }
    bool let() { return key_event(sf::Event::KeyReleased); }
    bool key()
    {
        std::string name;
        const auto key = read(name) ? key_named(name) : std::nullopt;
        if (!key)
            return false;
        sf::Event event{};
        event.type = sf::Event::KeyPressed;
        event.key = *key;
        emit(event);
        if (name.size() == 1 && std::string{"?[]{}"}.find(name) != std::string::npos)
            emit(written(name));
        event.type = sf::Event::KeyReleased;
        event.key.control = event.key.shift = event.key.alt = false;
        emit(event);
        return true;
    }
    bool type()
    {
        std::string text;
        std::getline(words_ >> std::ws, text);
        if (text.empty())
            return false;
        for (const sf::Uint32 letter : sf::String::fromUtf8(text.begin(), text.end())) {
            sf::Event event{};
            event.type = sf::Event::TextEntered;
            event.text.unicode = letter;
            emit(event);
        }
        return true;
    }
    bool wait()
    {
        ReplayWait w;
        if (!read(w.frames) || w.frames < 0 || w.frames > most_frames)
            return false;
        emit(w);
        return true;
    }
    template <class Step>
    bool file()
    {
        std::string name;
        std::getline(words_ >> std::ws, name);
        if (name.empty())
            return false;
        emit(Step{name});
        return true;
    }
    bool screenshot() { return file<ReplayScreenshot>(); }
    bool state() { return file<ReplayState>(); }
    bool live()
    {
        emit(ReplayLive{});
        return true;
    }
    bool quit()
    {
        emit(ReplayQuit{});
        return true;
    }

    std::istringstream words_;
    std::vector<ReplayStep>& steps_;
};

} // namespace

std::vector<ReplayStep> parse_replay(std::string_view script, std::string_view source)
{
    std::vector<ReplayStep> steps{ReplayWait{3}}; // panels settle in their second frame
    std::istringstream in{std::string{script}};
    std::size_t number = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        if (const auto begin = text.find_first_not_of(" \t\r");
            begin == std::string::npos || text[begin] == '#')
            continue;
        if (!Line{std::istringstream{text}, steps}.add())
            throw Error{"cannot replay '" + std::string{source} + "': line " + std::to_string(number) +
                        " is not understood: '" + text + "'"};
    }
    steps.emplace_back(ReplayQuit{});
    return steps;
}

std::vector<ReplayStep> read_replay(const std::filesystem::path& path)
{
    std::ifstream in{path};
    if (!in)
        throw Error{"cannot read replay script '" + path.string() + "'"};
    const std::string script{std::istreambuf_iterator<char>{in}, {}};
    return parse_replay(script, path.string());
}

} // namespace sitmap
