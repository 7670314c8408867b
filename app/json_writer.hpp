#pragma once

#include "geodata/json_text.hpp"

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sitmap {

/// Puts one JSON text together from left to right, without a tree of values in between. Strings that are no
/// UTF-8 are mended: a damaged text must not end the run.
class JsonWriter {
public:
    /// What `members` puts there: pairs of `key` and a value.
    template <class Members>
    void object(Members members)
    {
        enclose('{', members, '}');
    }
    template <class Elements>
    void array(Elements elements)
    {
        enclose('[', elements, ']');
    }
    JsonWriter& key(std::string_view name)
    {
        value(name);
        text_ += ':';
        return *this;
    }
    void value(std::string_view text)
    {
        separate();
        append_json_string(text_, text);
    }
    void value(const char* text) { value(std::string_view{text}); }
    void value(std::nullptr_t)
    {
        separate();
        text_ += "null";
    }
    void value(std::same_as<bool> auto holds)
    {
        separate();
        text_ += holds ? "true" : "false";
    }
    void value(std::integral auto number) requires(!std::same_as<decltype(number), bool>)
    {
        separate();
        text_ += std::to_string(number);
    }
    /// In its shortest form, "12.0" where it is whole.
    void value(double number);
    template <class T>
    void value(const std::optional<T>& maybe)
    {
        if (maybe)
            value(*maybe);
        else
            value(nullptr);
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    template <class Inside>
    void enclose(char opening, Inside& inside, char closing)
    {
        separate();
        text_ += opening;
        inside();
        text_ += closing;
    }
    void separate()
    {
        if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':')
            text_ += ',';
    }

    std::string text_;
};

} // namespace sitmap
