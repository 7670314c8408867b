#include "engine/condition.hpp"

#include "engine/condition_fields.hpp"
#include "geodata/error.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <string>

namespace sitmap {

/// What a part of a condition comes to; SQL's third value is that nobody can tell.
enum class Truth : std::uint8_t { no, yes, unknown };

struct Condition::Node {
    enum class Kind : std::uint8_t { all, any, negated, compared, like, in, between, missing };
    enum class Sign : std::uint8_t { equal, unequal, less, at_most, greater, at_least };
    Kind kind = Kind::compared;
    Sign sign = Sign::equal;
    const ConditionField* field = nullptr;
    std::vector<FieldValue> literals; ///< texts in lower case
    std::vector<Node> parts;          ///< of `all`, `any` and `negated`
};

namespace {

using Node = Condition::Node;
using Kind = Node::Kind;
using Sign = Node::Sign;

constexpr std::size_t most_bytes = 10'000, most_levels = 100;

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

struct Token {
    enum class Kind : std::uint8_t { end, word, text, number, sign };
    Kind kind = Kind::end;
    std::string text; ///< words in lower case
    std::size_t at = 0;
};

/// A recursive descent over the tokens.
class Parser {
public:
    explicit Parser(std::string_view text) : text_{text}
    {
        if (text.size() > most_bytes)
            fail("it is longer than " + std::to_string(most_bytes) + " bytes");
        step();
    }
    Node whole()
    {
        Node node = any_of(0);
        if (token_.kind != Token::Kind::end)
            fail_here("'and', 'or' or the end");
        return node;
    }

private:
    [[noreturn]] void fail(const std::string& why) const
    {
        throw Error{"cannot use the condition '" + std::string{text_} + "': " + why};
    }
    [[noreturn]] void fail_here(const std::string& expected) const
    {
        const std::string found = token_.kind == Token::Kind::end ? "the end" : "'" + token_.text + "'";
        fail("there should be " + expected + " instead of " + found + " at character " +
             std::to_string(token_.at + 1));
    }

    void step();
    void read_quoted(char quote);
    [[nodiscard]] bool is(Token::Kind kind, std::string_view text) const
    {
        return token_.kind == kind && token_.text == text;
    }
    bool skip_word(std::string_view word)
    {
        const bool there = is(Token::Kind::word, word);
        if (there)
            step();
        return there;
    }
    void need_sign(std::string_view sign)
    {
        if (!is(Token::Kind::sign, sign))
            fail_here("'" + std::string{sign} + "'");
        step();
    }

    Node any_of(std::size_t level);
    Node all_of(std::size_t level);
    Node factor(std::size_t level);
    Node test();
    std::optional<Sign> sign_here() const;
    FieldValue literal(const ConditionField& field);

    std::string_view text_;
    std::size_t at_ = 0;
    Token token_;
};

void Parser::read_quoted(char quote)
{
    for (++at_;; ++at_) {
        if (at_ == text_.size())
            fail("the quote at character " + std::to_string(token_.at + 1) + " is not closed");
        if (text_[at_] == quote && (at_ + 1 == text_.size() || text_[at_ + 1] != quote))
            break;
        if (text_[at_] == quote)
            ++at_;
        token_.text += text_[at_];
    }
    ++at_;
}

void Parser::step()
{
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n'))
        ++at_;
    token_ = {Token::Kind::end, {}, at_};
    if (at_ == text_.size())
        return;
    const char first = text_[at_];
    if (first == '\'' || first == '"') {
        token_.kind = first == '"' ? Token::Kind::word : Token::Kind::text;
        read_quoted(first);
    } else if (is_letter(first)) {
        token_.kind = Token::Kind::word;
        while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_])))
            token_.text += text_[at_++];
    } else if (is_digit(first) || first == '-' || first == '+' || first == '.') {
        token_.kind = Token::Kind::number;
        while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '-' || text_[at_] == '+' ||
                                      text_[at_] == '.' || text_[at_] == 'e' || text_[at_] == 'E'))
            token_.text += text_[at_++];
    } else {
        token_.kind = Token::Kind::sign;
        token_.text = text_[at_++];
        if (at_ < text_.size() && (text_[at_] == '=' || (first == '<' && text_[at_] == '>')))
            token_.text += text_[at_++];
    }
    if (token_.kind == Token::Kind::word)
        token_.text = in_lower_case(token_.text);
}

Node Parser::any_of(std::size_t level)
{
    Node node{Kind::any, Sign::equal, nullptr, {}, {}};
    do
        node.parts.push_back(all_of(level));
    while (skip_word("or"));
    return node;
}

Node Parser::all_of(std::size_t level)
{
    Node node{Kind::all, Sign::equal, nullptr, {}, {}};
    do
        node.parts.push_back(factor(level));
    while (skip_word("and"));
    return node;
}

Node Parser::factor(std::size_t level)
{
    if (level > most_levels)
        fail("it is deeper than " + std::to_string(most_levels) + " levels");
    if (skip_word("not"))
        return {Kind::negated, Sign::equal, nullptr, {}, {factor(level + 1)}};
    if (!is(Token::Kind::sign, "("))
        return test();
    step();
    Node node = any_of(level + 1);
    need_sign(")");
    return node;
}

std::optional<Sign> Parser::sign_here() const
{
    constexpr std::pair<std::string_view, Sign> signs[] = {
        {"=", Sign::equal},    {"==", Sign::equal}, {"<>", Sign::unequal},  {"!=", Sign::unequal},
        {"<=", Sign::at_most}, {"<", Sign::less},   {">=", Sign::at_least}, {">", Sign::greater}};
    for (const auto& [text, sign] : signs)
        if (is(Token::Kind::sign, text))
            return sign;
    return std::nullopt;
}

Node Parser::test()
{
    if (token_.kind != Token::Kind::word)
        fail_here("a field");
    Node node;
    node.field = condition_field(token_.text);
    if (node.field == nullptr)
        fail("there is no field '" + token_.text + "'; there are " + condition_field_names());
    step();
    if (skip_word("is")) {
        const bool negated = skip_word("not");
        if (!skip_word("null"))
            fail_here("'null'");
        node.kind = Kind::missing;
        return negated ? Node{Kind::negated, Sign::equal, nullptr, {}, {std::move(node)}} : node;
    }
    if (const auto sign = sign_here()) {
        node.sign = *sign;
        step();
        node.literals.push_back(literal(*node.field));
        return node;
    }
    const bool negated = skip_word("not");
    if (skip_word("in")) {
        node.kind = Kind::in;
        need_sign("(");
        node.literals.push_back(literal(*node.field));
        while (is(Token::Kind::sign, ",")) {
            step();
            node.literals.push_back(literal(*node.field));
        }
        need_sign(")");
    } else if (skip_word("between")) {
        node.kind = Kind::between;
        node.literals.push_back(literal(*node.field));
        if (!skip_word("and"))
            fail_here("'and'");
        node.literals.push_back(literal(*node.field));
    } else if (!node.field->is_number && (skip_word("like") || skip_word("ilike"))) {
        node.kind = Kind::like;
        node.literals.push_back(literal(*node.field));
    } else {
        fail_here("a comparison, 'in', 'like', 'between' or 'is null'");
    }
    return negated ? Node{Kind::negated, Sign::equal, nullptr, {}, {std::move(node)}} : node;
}

FieldValue Parser::literal(const ConditionField& field)
{
    if (field.is_number) {
        double number = 0;
        const char* begin = token_.text.data() + (token_.text.starts_with('+') ? 1 : 0);
        const char* const end = token_.text.data() + token_.text.size();
        const auto [rest, failed] = std::from_chars(begin, end, number);
        if (token_.kind != Token::Kind::number || failed != std::errc{} || rest != end)
            fail_here("a number");
        step();
        return number;
    }
    if (token_.kind != Token::Kind::text)
        fail_here("a text in single quotes");
    std::string text = in_lower_case(token_.text);
    step();
    return text;
}

/// % stands for any letters, _ for one byte. Without recursion: the last % is where it starts again.
bool is_like(std::string_view text, std::string_view pattern)
{
    constexpr std::size_t none = std::string_view::npos;
    std::size_t t = 0, p = 0, star = none, star_text = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            star = p++;
            star_text = t;
        } else if (p < pattern.size() && (pattern[p] == '_' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != none) {
            p = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '%')
        ++p;
    return p == pattern.size();
}

bool holds(Sign sign, const FieldValue& value, const FieldValue& literal)
{
    switch (sign) {
    case Sign::equal:
        return value == literal;
    case Sign::unequal:
        return value != literal;
    case Sign::less:
        return value < literal;
    case Sign::at_most:
        return value <= literal;
    case Sign::greater:
        return value > literal;
    case Sign::at_least:
        return value >= literal;
    }
    return false;
}

bool holds(const Node& node, const FieldValue& value)
{
    switch (node.kind) {
    case Kind::like:
        return is_like(std::get<std::string>(value), std::get<std::string>(node.literals[0]));
    case Kind::in:
        return std::find(node.literals.begin(), node.literals.end(), value) != node.literals.end();
    case Kind::between:
        return value >= node.literals[0] && value <= node.literals[1];
    default:
        return holds(node.sign, value, node.literals[0]);
    }
}

Truth negated(Truth truth)
{
    return truth == Truth::unknown ? truth : truth == Truth::yes ? Truth::no : Truth::yes;
}

/// `values(field, out)` gives what a field has.
template <class Values>
Truth truth_of(const Node& node, std::vector<FieldValue>& found, const Values& values)
{
    if (node.kind == Kind::negated)
        return negated(truth_of(node.parts[0], found, values));
    if (node.kind == Kind::all || node.kind == Kind::any) {
        const Truth settles = node.kind == Kind::all ? Truth::no : Truth::yes;
        Truth truth = negated(settles);
        for (const Node& part : node.parts) {
            const Truth own = truth_of(part, found, values);
            if (own == settles)
                return settles;
            truth = own == Truth::unknown ? own : truth;
        }
        return truth;
    }
    found.clear();
    values(*node.field, found);
    if (node.kind == Kind::missing)
        return found.empty() ? Truth::yes : Truth::no;
    if (found.empty())
        return Truth::unknown;
    return std::any_of(found.begin(), found.end(), [&](const FieldValue& v) { return holds(node, v); })
               ? Truth::yes
               : Truth::no;
}

} // namespace

Condition Condition::parse(std::string_view text)
{
    return Condition{std::make_shared<const Node>(Parser{text}.whole())};
}

bool Condition::operator()(const Incident& incident) const
{
    std::vector<FieldValue> found;
    return truth_of(*root_, found, [&](const ConditionField& field, std::vector<FieldValue>& out) {
               field.of_incident(incident, out);
           }) == Truth::yes;
}

bool Condition::operator()(const IncidentTable& table, std::uint32_t row) const
{
    std::vector<FieldValue> found;
    return truth_of(*root_, found, [&](const ConditionField& field, std::vector<FieldValue>& out) {
               if (field.of_row != nullptr)
                   field.of_row(table, row, out);
               else
                   field.of_incident(table.incident(row), out);
           }) == Truth::yes;
}

} // namespace sitmap
