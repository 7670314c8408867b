#include "importers/csv.hpp"

#include <algorithm>

namespace sitmap {

bool CsvReader::at_line_end() const
{
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::step_over_line_end()
{
    if (at_ >= text_.size())
        return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2u : 1u;
    ++line_;
}

std::string CsvReader::quoted_cell(CsvRecord& record)
{
    std::string cell;
    ++at_;
    while (at_ < text_.size()) {
        const char c = text_[at_++];
        if (c == '"') {
            if (at_ >= text_.size() || text_[at_] != '"')
                return cell + plain_cell();
            ++at_;
        } else if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) {
            ++line_;
        }
        cell += c;
    }
    record.unclosed = true;
    return cell;
}

std::string CsvReader::plain_cell()
{
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != separator_)
        ++at_;
    return std::string{text_.substr(begin, at_ - begin)};
}

void CsvReader::read_record(CsvRecord& record)
{
    while (true) {
        const bool quoted = at_ < text_.size() && text_[at_] == '"';
        std::string cell = quoted ? quoted_cell(record) : plain_cell();
        if (record.cells.size() < most_cells)
            record.cells.push_back(std::move(cell));
        else
            record.cut = true;
        if (at_line_end())
            return;
        ++at_; // the separator
    }
}

std::optional<CsvRecord> CsvReader::next()
{
    while (at_ < text_.size() && at_line_end())
        step_over_line_end();
    if (at_ >= text_.size())
        return std::nullopt;
    CsvRecord record;
    record.line = line_;
    const std::size_t begin = at_;
    read_record(record);
    record.raw = text_.substr(begin, at_ - begin);
    step_over_line_end();
    return record;
}

char separator_of(std::string_view text)
{
    char best = ',';
    std::size_t most = 1;
    for (const char separator : {',', ';', '\t', '|'}) {
        const auto header = CsvReader{text, separator}.next();
        if (header && header->cells.size() > most) {
            most = header->cells.size();
            best = separator;
        }
    }
    return best;
}

} // namespace sitmap
