#include "app/export_note.hpp"

#include "geodata/json_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sitmap {

namespace {

/// What the makers of a dataset ask of who passes on what comes from it.
struct Terms {
    std::string_view scheme, remark;
};
constexpr std::array<Terms, 3> terms{{
    {"acled", "ACLED's terms (acleddata.com): cite ACLED with the day of access, the filters and the "
              "changes; its raw data may not be passed on. Changes: columns renamed and put into other "
              "forms, places written no more exactly than they are known."},
    {"ucdp",
     "UCDP GED (ucdp.uu.se), CC BY 4.0: cite Davies, Pettersson and Öberg in the Journal of Peace Research "
     "for the release used, and Sundberg and Melander 2013, and say that it was changed: columns renamed "
     "and put into other forms."},
    {"gdelt",
     "Cite The GDELT Project (gdeltproject.org). Its rows are reports found by a machine, not events."},
}};

} // namespace

ExportNote::ExportNote(const Selected& selected, const SelectedRecords& records, const Filters& filters)
    : filters_{filters.for_people()}
{
    std::set<DocumentId> told;
    for (const Incident& incident : selected.incidents)
        for (const ClaimRef ref : incident.claims)
            told.insert(selected.ledger.events[ref.event].document);
    for (const Document& document : selected.ledger.documents)
        if (told.contains(document.id))
            sources_.push_back({document, std::nullopt, {}});
    for (const Dataset& dataset : records.datasets)
        if (told.insert(dataset.document.id).second)
            sources_.push_back({dataset.document, dataset.imported_on, dataset.scheme});
    for (Source& source : sources_)
        source.document.text.clear();
}

std::vector<std::string> ExportNote::licences() const
{
    std::vector<std::string> all;
    for (const Source& source : sources_)
        if (const std::string& licence = source.document.licence;
            !licence.empty() && std::find(all.begin(), all.end(), licence) == all.end())
            all.push_back(licence);
    return all;
}

bool ExportNote::has_scheme(std::string_view scheme) const
{
    return std::any_of(sources_.begin(), sources_.end(),
                       [scheme](const Source& source) { return source.scheme == scheme; });
}

std::vector<std::string> ExportNote::remarks() const
{
    std::vector<std::string> all;
    if (licences().size() > 1)
        all.push_back("The sources have different terms; those of each apply to what comes from it.");
    for (const Terms& asked : terms)
        if (has_scheme(asked.scheme))
            all.emplace_back(asked.remark);
    return all;
}

std::string ExportNote::json() const
{
    std::string json = "{\"made_by\":\"sitmap\",\"filters\":" + json_string(filters_) + ",\"sources\":[";
    for (const Source& source : sources_) {
        std::string members;
        const auto add = [&](const char* name, const std::string& value) {
            if (!value.empty())
                members += (members.empty() ? "" : ",") + json_string(name) + ":" + json_string(value);
        };
        add("document", source.document.id);
        add("title", source.document.title);
        add("outlet", source.document.outlet);
        add("location", source.document.location);
        add("published", source.document.published ? format_day(*source.document.published) : "");
        add("accessed", source.accessed ? format_day(*source.accessed) : "");
        add("licence", source.document.licence);
        json += (&source == &sources_.front() ? "{" : ",{") + members + "}";
    }
    json += "],\"licences\":[";
    const auto add_all = [&](const std::vector<std::string>& texts) {
        for (std::size_t i = 0; i < texts.size(); ++i)
            json += (i == 0 ? "" : ",") + json_string(texts[i]);
    };
    add_all(licences());
    json += "],\"notes\":[";
    add_all(remarks());
    return json + "]}";
}

std::string ExportNote::text() const
{
    std::string text = "Made by sitmap from the sources below.\n";
    if (!filters_.empty())
        text += "Filters: " + filters_ + "\n";
    for (const std::string& remark : remarks())
        text += remark + "\n";
    for (const Source& source : sources_) {
        const Document& document = source.document;
        text += "\n" + (document.title.empty() ? document.location : document.title);
        if (!document.outlet.empty())
            text += ", " + document.outlet;
        if (document.published)
            text += ", " + format_day(*document.published);
        text += "\n  licence: " + (document.licence.empty() ? "not known" : document.licence);
        if (source.accessed)
            text += "\n  accessed: " + format_day(*source.accessed);
        text += "\n  SHA-256: " + document.id + "\n";
    }
    return text;
}

} // namespace sitmap
