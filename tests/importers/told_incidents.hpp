#pragma once

// Reads short invented texts as articles published on 2024-06-12, a Wednesday.

#include "engine/merge.hpp"
#include "engine/rule.hpp"
#include "importers/article/reader.hpp"

#include <array>
#include <string>
#include <vector>

namespace sitmap::test {

/// The reader's tables, loaded once for a test program.
inline const ReaderTables& reader_tables()
{
    static const ReaderTables loaded = ReaderTables::load(SITMAP_ASSETS);
    return loaded;
}

inline ArticleText article(const std::string& text)
{
    ArticleOptions options;
    options.published = parse_day("2024-06-12");
    return read_article(text, "article.txt", options);
}

/// One incident for each event that the article tells.
inline std::vector<Incident> incidents_of(const ArticleText& read)
{
    const Intake intake = read_events(read, reader_tables());
    std::vector<Incident> incidents;
    for (const Event& event : intake.events) {
        const std::array<std::uint32_t, 1> only{0};
        if (auto incident = compute_incident(std::span{&event, 1}, only, Rule::range, std::nullopt))
            incidents.push_back(std::move(*incident));
    }
    return incidents;
}

inline std::vector<Incident> incidents_of(const std::string& text)
{
    return incidents_of(article(text));
}

/// Those of a longer text with this lead: sentences follow that tell of nothing, so that it is no brief.
inline std::vector<Incident> incidents_of_lead(const std::string& lead,
                                               const std::string& headline = "News from the region")
{
    return incidents_of(headline + "\n\n" + lead +
                        "\n\nThe bishop asked all to stay calm. Most shops had closed by then. Relatives "
                        "waited in the courtyard. It was a long night. Schools are closed.\n");
}

} // namespace sitmap::test
