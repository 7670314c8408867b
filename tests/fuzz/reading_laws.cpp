#include "tests/fuzz/reading_laws.hpp"

#include "geodata/error.hpp"
#include "importers/article/encoding.hpp"
#include "importers/feed.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace sitmap {

namespace {

void require(bool holds, const char* law)
{
    if (!holds)
        throw std::logic_error{law};
}

/// Where each code point of a text begins, and where the text ends.
std::vector<std::size_t> code_point_begins(std::string_view text)
{
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
            begins.push_back(i);
    begins.push_back(text.size());
    return begins;
}

class Laws {
public:
    Laws(const Document& document, const ReaderTables& tables)
        : document_{document}, tables_{tables}, begins_{code_point_begins(document.text)}
    {}

    void check(const Intake& intake) const
    {
        for (const Event& event : intake.events)
            check(event);
        for (const Flow& flow : intake.flows) {
            check(flow.evidence);
            check(flow.people);
            check(flow.interval);
            check(flow.origin);
            check(flow.destination);
        }
        for (const Stock& stock : intake.stocks) {
            check(stock.evidence);
            check(stock.people);
            check(stock.interval);
            check(stock.location);
        }
        for (const Route& route : intake.routes)
            for (const Evidence& evidence : route.evidence)
                check(evidence);
    }

    void check(const std::vector<Toponym>& toponyms) const
    {
        std::uint32_t end = 0;
        for (const Toponym& toponym : toponyms) {
            require(toponym.begin >= end && toponym.begin < toponym.end, "toponyms ascend without overlaps");
            require(toponym.end <= document_.text.size(), "a toponym lies within the text");
            require(toponym.phrase_begin <= toponym.phrase_end && toponym.phrase_end <= document_.text.size(),
                    "a toponym's phrase lies within the text");
            require(toponym.score >= 0 && toponym.score <= 1, "a toponym's score is 0 to 1");
            require(!toponym.place || *toponym.place < tables_.gazetteer.size(), "a toponym's place exists");
            require(!toponym.distance_m || (std::isfinite(*toponym.distance_m) && *toponym.distance_m >= 0),
                    "a distance is a number of metres");
            end = toponym.end;
        }
    }

private:
    void check(const Evidence& evidence) const
    {
        require(evidence.document == document_.id, "evidence names its document");
        require(evidence.begin < evidence.end && evidence.end < begins_.size(),
                "evidence lies within the text");
        const std::size_t begin = begins_[evidence.begin];
        require(document_.text.substr(begin, begins_[evidence.end] - begin) == evidence.quotation,
                "evidence quotes the text");
    }

    static void check(const std::optional<Quantity>& quantity)
    {
        if (quantity)
            check(*quantity);
    }

    static void check(const Quantity& quantity)
    {
        const auto low = quantity.low(), best = quantity.best(), high = quantity.high();
        require(!low || *low >= 0, "nobody counts below none");
        require(!low || !best || *low <= *best, "low is not over best");
        require(!best || !high || *best <= *high, "best is not over high");
        require(!low || !high || *low <= *high, "low is not over high");
    }

    static void check(const Interval& interval)
    {
        require(!interval.first() || !interval.last() || *interval.first() <= *interval.last(),
                "an interval does not end before it begins");
    }

    static void check(const std::optional<Location>& location)
    {
        if (!location)
            return;
        require(std::abs(location->point.lat) <= 90 && std::abs(location->point.lon) <= 180,
                "a location lies on the globe");
        require(std::isfinite(location->radius_m) && location->radius_m >= 0, "a radius is a length");
    }

    void check(const Event& event) const
    {
        require(!event.id.empty() && !event.claims.empty(), "an event has an id and claims");
        require(event.document == document_.id, "an event names its document");
        for (const Claim& claim : event.claims) {
            check(claim.evidence);
            if (const auto* quantity = std::get_if<Quantity>(&claim.value))
                check(*quantity);
            else if (const auto* interval = std::get_if<Interval>(&claim.value))
                check(*interval);
            else if (const auto* location = std::get_if<Location>(&claim.value))
                check(std::optional<Location>{*location});
        }
    }

    const Document& document_;
    const ReaderTables& tables_;
    std::vector<std::size_t> begins_;
};

void check_article(const ArticleText& article, const ReaderTables& tables)
{
    const Laws laws{article.document, tables};
    laws.check(
        read_toponyms(tokenise(article.document.text), tables.gazetteer, tables.lexicon, tables.names));
    laws.check(read_events(article, tables));
}

void check_feed(std::string_view bytes, const ReaderTables& tables)
{
    constexpr std::size_t most = 20; // what one text of the fuzzer's size can hold
    const Feed feed = read_feed(to_utf8(bytes, "feed"), "feed");
    std::size_t number = 0, read = 0;
    for (const FeedItem& item : feed.items) {
        require(item.number > number, "a feed's items are counted upwards");
        number = item.number;
        const ArticleText article = article_of(item.parts, "feed", {});
        if (!article.document.text.empty() && ++read <= most)
            check_article(article, tables);
    }
}

} // namespace

void check_reading(std::string_view bytes, const ReaderTables& tables)
{
    ArticleOptions options;
    options.published = parse_day("2021-11-24");
    try {
        if (looks_like_feed(bytes))
            check_feed(bytes, tables);
        else
            check_article(read_article(bytes, "article", options), tables);
    } catch (const Error&) { // refused in words, as it should be
    }
}

} // namespace sitmap
