#include "render/ui/inspector_model.hpp"

#include "engine/analyst.hpp"
#include "render/view_state.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>

namespace sitmap {

namespace {

struct FieldName {
    ClaimField field;
    std::string_view key;
};
/// In the order of the inspector: people first, then who, when, where, what.
constexpr std::array field_names{
    FieldName{ClaimField::killed, "KILLED"},
    FieldName{ClaimField::injured, "INJURED"},
    FieldName{ClaimField::missing, "MISSING"},
    FieldName{ClaimField::abducted, "ABDUCTED"},
    FieldName{ClaimField::detained, "DETAINED"},
    FieldName{ClaimField::displaced, "DISPLACED"},
    FieldName{ClaimField::rescued, "RESCUED"},
    FieldName{ClaimField::intercepted, "INTERCEPTED"},
    FieldName{ClaimField::perpetrator, "WHO DID IT"},
    FieldName{ClaimField::victims, "WHO WAS HIT"},
    FieldName{ClaimField::time, "WHEN"},
    FieldName{ClaimField::place, "WHERE"},
    FieldName{ClaimField::kind, "WHAT"},
    FieldName{ClaimField::held, "HELD THERE"},
};

std::string capitalised(std::string text)
{
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return all;
}

std::string place_in_words(const Location& location)
{
    std::string text = location.name.empty() ? location.toponym : location.name;
    text += ", " + std::string{name_of(location.precision)};
    if (location.radius_m >= 1000)
        text += ", ± " + std::to_string(std::lround(location.radius_m / 1000)) + " km";
    else if (location.radius_m > 0)
        text += ", ± " + std::to_string(std::lround(location.radius_m)) + " m";
    return text;
}

std::string words_on_perpetrator(const Claim& claim)
{
    const std::string accused = value_for_people(claim);
    const std::string speaker = claim.speaker.empty() ? "the text" : claim.speaker;
    switch (claim.stance) {
    case Stance::denies:
        return speaker == accused ? speaker + " denies" : speaker + " denies: " + accused;
    case Stance::retracts:
        return speaker + " takes back: " + accused;
    case Stance::leaves_open:
        return "Open: " + (claim.note.empty() ? "not confirmed" : claim.note);
    case Stance::asserts:
    case Stance::relays:
        break;
    }
    if (claim.speaker == accused)
        return speaker + " says it did";
    return speaker +
           (claim.hedged            ? " suspects "
            : claim.speaker.empty() ? " names "
                                    : " accuses ") +
           accused;
}

/// "3 Jul", with the year where it is another than `usual`.
std::string short_day(Day day, std::optional<Day> usual)
{
    const std::string full = day_for_people(day);
    const bool same =
        usual && std::chrono::year_month_day{*usual}.year() == std::chrono::year_month_day{day}.year();
    const auto space = full.rfind(' ');
    return same && space != std::string::npos ? full.substr(0, space) : full;
}

ClaimRow row_of(const Claim& claim, std::size_t position, std::optional<Day> usual)
{
    ClaimRow row;
    row.position = position;
    row.stance = claim.stance;
    if (claim.field == ClaimField::perpetrator) {
        row.words = words_on_perpetrator(claim);
    } else {
        row.words = claim.stance == Stance::leaves_open ? "Open: " + claim.note : value_for_people(claim);
        row.speaker = claim.speaker.empty() ? "in the text itself" : claim.speaker;
        if (!claim.note.empty() && claim.stance != Stance::leaves_open)
            row.speaker += " · " + claim.note;
    }
    if (claim.said_on)
        row.day = short_day(*claim.said_on, usual);
    return row;
}

std::string value_of(const Incident& incident, const FieldBlock& block)
{
    if (block.quantity)
        return range_in_words(*block.quantity);
    switch (block.field) {
    case ClaimField::perpetrator:
        return capitalised(std::string{name_of(incident.attribution)});
    case ClaimField::victims:
        return joined(incident.victims);
    case ClaimField::time:
        return incident.interval.for_people();
    case ClaimField::place:
        return incident.location ? place_in_words(*incident.location) : "not known";
    case ClaimField::kind:
        return std::string{name_of(incident.sub_type)};
    default:
        return block.rows.empty() ? "" : block.rows.front().words;
    }
}

std::string note_of(const FieldBlock& block, Rule rule, bool decided)
{
    if (decided)
        return "decided by the analyst";
    if (block.field == ClaimField::held)
        return "stock, never summed";
    if (block.quantity && block.rows.size() > 1)
        return "rule: " + std::string{name_of(rule)};
    return std::to_string(block.rows.size()) + (block.rows.size() == 1 ? " claim" : " claims");
}

FieldBlock block_of(const Ledger& ledger, const Incident& incident, Rule rule, FieldName name)
{
    FieldBlock block;
    block.field = name.field;
    block.key = name.key;
    if (const auto* count = count_of(incident, name.field))
        block.quantity = *count;
    const auto usual = incident.interval.last() ? incident.interval.last() : incident.interval.first();
    for (std::size_t i = 0; i < incident.claims.size(); ++i) {
        const Claim& claim = ledger.claim(incident.claims[i]);
        if (claim.field == name.field)
            block.rows.push_back(row_of(claim, i, usual));
    }
    block.value = value_of(incident, block);
    const bool decided = std::any_of(incident.claims.begin(), incident.claims.end(), [&](ClaimRef ref) {
        return ledger.claim(ref).field == name.field && is_by_analyst(ledger.events[ref.event]);
    });
    block.note = note_of(block, rule, decided);
    return block;
}

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Byte positions of some code points, found in one walk.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : text_{text} {}
    /// Requires that `index` does not fall from call to call. The text's end for an index past it.
    std::size_t byte_of(std::uint64_t index)
    {
        while (at_ < text_.size() && index_ < index) {
            ++at_;
            while (at_ < text_.size() && continues(text_[at_]))
                ++at_;
            ++index_;
        }
        return at_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::uint64_t index_ = 0;
};

bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Runs of white space as one space, as the panel breaks lines itself.
std::string flowing(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (!is_space(c))
            out += c;
        else if (out.empty() || out.back() != ' ')
            out += ' ';
    return out;
}

std::string short_hash(const DocumentId& id)
{
    return id.size() > 12 ? id.substr(0, 4) + "…" + id.substr(id.size() - 4) : id;
}

std::string source_line(const Document& document)
{
    std::vector<std::string> parts;
    for (const std::string& part :
         {document.outlet.empty() ? document.location : document.outlet,
          document.published ? day_for_people(*document.published) : std::string{"day not known"},
          document.language})
        if (!part.empty())
            parts.push_back(part);
    std::string line;
    for (const std::string& part : parts)
        line += (line.empty() ? "" : " · ") + part;
    return line;
}

void cut_out(EvidenceView& view, std::string_view text, const Evidence& evidence, std::size_t around)
{
    CodePoints points{text};
    std::size_t start = points.byte_of(evidence.begin > around ? evidence.begin - around : 0);
    const std::size_t begin = points.byte_of(evidence.begin), end = points.byte_of(evidence.end);
    std::size_t stop = points.byte_of(evidence.end + around);
    if (start > 0)
        while (start < begin && !is_space(text[start - 1]))
            ++start;
    if (stop < text.size())
        while (stop > end && !is_space(text[stop]))
            --stop;
    view.before = (start > 0 ? "… " : "") + flowing(text.substr(start, begin - start));
    view.marked = flowing(text.substr(begin, end - begin));
    view.after = flowing(text.substr(end, stop - end)) + (stop < text.size() ? " …" : "");
}

std::string number(std::uint64_t n)
{
    return std::to_string(n);
}

} // namespace

std::string range_in_words(const Quantity& quantity)
{
    if (quantity.is_open() && quantity.low() && (!quantity.best() || *quantity.best() == *quantity.low()))
        return Quantity::exactly(*quantity.low()).for_people() + " or more";
    return quantity.for_people();
}

EvidenceView evidence_view(const Ledger& ledger, const Evidence& evidence, std::size_t around)
{
    EvidenceView view;
    view.marked = flowing(evidence.quotation);
    const Document* const document = ledger.document(evidence.document);
    const std::string hash = "SHA-256 " + short_hash(evidence.document);
    if (!document) {
        view.place = hash;
        return view;
    }
    view.source = source_line(*document);
    if (evidence.begin == evidence.end) {
        view.place = "row " + number(evidence.begin) + " · " + hash;
        return view;
    }
    view.place = "characters " + number(evidence.begin) + "–" + number(evidence.end) + " · " + hash;
    if (!document->text.empty())
        cut_out(view, document->text, evidence, around);
    return view;
}

InspectorModel inspect(const Ledger& ledger, const Incident& incident, Rule rule, std::size_t claim)
{
    InspectorModel model;
    model.title = incident.title.empty() ? std::string{name_of(incident.sub_type)} : incident.title;
    if (incident.location && incident.location->toponym != incident.location->name)
        model.title_local = incident.location->toponym;
    model.chips = {std::string{name_of(incident.type())}, std::string{name_of(incident.sub_type)}};
    if (model.chips[0] == model.chips[1])
        model.chips.pop_back();
    model.chips.push_back("Attribution: " + std::string{name_of(incident.attribution)});
    model.chips.push_back(std::to_string(incident.documents) +
                          (incident.documents == 1 ? " document" : " documents"));
    for (const FieldName& name : field_names) {
        FieldBlock block = block_of(ledger, incident, rule, name);
        if (!block.rows.empty())
            model.blocks.push_back(std::move(block));
    }
    model.claims = incident.claims.size();
    if (model.claims > 0) {
        if (claim == foremost_claim && !model.blocks.empty() && !model.blocks.front().rows.empty())
            claim = model.blocks.front().rows.front().position;
        model.claim = std::min(claim, model.claims - 1);
        model.evidence = evidence_view(ledger, ledger.claim(incident.claims[model.claim]).evidence);
    }
    return model;
}

} // namespace sitmap
