#pragma once

#include "app/selection.hpp"

#include <string>
#include <vector>

namespace sitmap {

/// Where an export's contents come from and under which terms: it travels along with them.
class ExportNote {
public:
    ExportNote(const Selected& selected, const SelectedRecords& records, const Filters& filters);

    [[nodiscard]] bool is_empty() const { return sources_.empty(); }
    /// Distinct terms, in order of appearance; sources without any do not count.
    [[nodiscard]] std::vector<std::string> licences() const;
    /// A JSON object: sources with outlet, title, day, licence; filters; notes.
    [[nodiscard]] std::string json() const;
    /// The same as lines of text.
    [[nodiscard]] std::string text() const;

private:
    struct Source {
        Document document;
        std::optional<Day> accessed;
        std::string scheme; ///< a dataset's: "acled"; empty for other sources
    };
    [[nodiscard]] bool has_scheme(std::string_view scheme) const;
    [[nodiscard]] std::vector<std::string> remarks() const;

    std::vector<Source> sources_;
    std::string filters_;
};

} // namespace sitmap
