#include "engine/condition_fields.hpp"

#include <algorithm>

namespace sitmap {

namespace {

using Out = std::vector<FieldValue>;

void put(std::string_view text, Out& out)
{
    if (!text.empty())
        out.emplace_back(in_lower_case(text));
}

template <class Number>
void put_number(Number number, Out& out)
{
    out.emplace_back(static_cast<double>(number));
}

void put_day(std::optional<Day> day, Out& out)
{
    if (day)
        put(format_day(*day), out);
}

/// Part 0, 1, 2: low, best, high.
template <int part>
void put_part(const std::optional<Quantity>& quantity, Out& out)
{
    if (!quantity)
        return;
    const auto value = part == 0 ? quantity->low() : part == 1 ? quantity->best() : quantity->high();
    if (value)
        put_number(*value, out);
}

template <std::optional<Quantity> Incident::*count, int part>
ConditionField count_field(std::string_view name)
{
    return {name, true, [](const Incident& i, Out& out) { put_part<part>(i.*count, out); }, nullptr};
}

template <int part>
ConditionField killed_field(std::string_view name)
{
    ConditionField field = count_field<&Incident::killed, part>(name);
    field.of_row = [](const IncidentTable& t, std::uint32_t row, Out& out) {
        put_part<part>(quantity_of(t.killed(row)), out);
    };
    return field;
}

template <std::string Location::*part>
void put_place(const Incident& i, Out& out)
{
    if (i.location)
        put((*i.location).*part, out);
}

template <std::vector<std::uint32_t> IncidentTable::*column>
void put_name(const IncidentTable& t, std::uint32_t row, Out& out)
{
    if (t.is_placed(row))
        put(t.names.name((t.*column)[row]), out);
}

void put_all(const std::vector<std::string>& texts, Out& out)
{
    for (const std::string& text : texts)
        put(text, out);
}

void add_what(std::vector<ConditionField>& fields)
{
    fields.push_back({"id", true, [](const Incident& i, Out& out) { put_number(i.id, out); },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) { put_number(t.id[r], out); }});
    fields.push_back({"title", false, [](const Incident& i, Out& out) { put(i.title, out); }, nullptr});
    fields.push_back({"event_type", false, [](const Incident& i, Out& out) { put(name_of(i.type()), out); },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          put(name_of(type_of(t.sub_type[r])), out);
                      }});
    fields.push_back(
        {"sub_event_type", false, [](const Incident& i, Out& out) { put(name_of(i.sub_type), out); },
         [](const IncidentTable& t, std::uint32_t r, Out& out) { put(name_of(t.sub_type[r]), out); }});
    fields.push_back(
        {"attribution", false, [](const Incident& i, Out& out) { put(name_of(i.attribution), out); },
         [](const IncidentTable& t, std::uint32_t r, Out& out) { put(name_of(t.attribution[r]), out); }});
}

void add_when(std::vector<ConditionField>& fields)
{
    fields.push_back(
        {"date_start", false, [](const Incident& i, Out& out) { put_day(i.interval.first(), out); },
         [](const IncidentTable& t, std::uint32_t r, Out& out) { put_day(t.interval(r).first(), out); }});
    fields.push_back(
        {"date_end", false, [](const Incident& i, Out& out) { put_day(i.interval.last(), out); },
         [](const IncidentTable& t, std::uint32_t r, Out& out) { put_day(t.interval(r).last(), out); }});
    fields.push_back({"date_precision", false,
                      [](const Incident& i, Out& out) { put(name_of(i.interval.precision()), out); },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          put(name_of(t.interval(r).precision()), out);
                      }});
}

void add_where(std::vector<ConditionField>& fields)
{
    fields.push_back({"place", false, put_place<&Location::name>, put_name<&IncidentTable::place>});
    fields.push_back({"country", false, put_place<&Location::country>, put_name<&IncidentTable::country>});
    fields.push_back({"admin1", false, put_place<&Location::admin1>, put_name<&IncidentTable::admin1>});
    fields.push_back({"place_precision", false,
                      [](const Incident& i, Out& out) {
                          if (i.location)
                              put(name_of(i.location->precision), out);
                      },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          if (t.is_placed(r))
                              put(name_of(t.precision[r]), out);
                      }});
    fields.push_back({"lon", true,
                      [](const Incident& i, Out& out) {
                          if (i.location)
                              put_number(i.location->point.lon, out);
                      },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          if (t.is_placed(r))
                              put_number(t.point(r).lon, out);
                      }});
    fields.push_back({"lat", true,
                      [](const Incident& i, Out& out) {
                          if (i.location)
                              put_number(i.location->point.lat, out);
                      },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          if (t.is_placed(r))
                              put_number(t.point(r).lat, out);
                      }});
}

void add_who(std::vector<ConditionField>& fields)
{
    fields.push_back(
        {"accused", false, [](const Incident& i, Out& out) { put_all(i.accused, out); }, nullptr});
    fields.push_back(
        {"accusers", false, [](const Incident& i, Out& out) { put_all(i.accusers, out); }, nullptr});
    fields.push_back(
        {"victims", false, [](const Incident& i, Out& out) { put_all(i.victims, out); }, nullptr});
    fields.push_back({"actor", false,
                      [](const Incident& i, Out& out) {
                          put_all(i.accused, out);
                          put_all(i.accusers, out);
                          put_all(i.victims, out);
                      },
                      [](const IncidentTable& t, std::uint32_t r, Out& out) {
                          put(t.names.name(t.side_a[r]), out);
                          put(t.names.name(t.side_b[r]), out);
                      }});
}

template <std::optional<Quantity> Incident::*count>
void add_count(std::vector<ConditionField>& fields, std::string_view low, std::string_view best,
               std::string_view high)
{
    fields.push_back(count_field<count, 0>(low));
    fields.push_back(count_field<count, 1>(best));
    fields.push_back(count_field<count, 2>(high));
}

const std::vector<ConditionField>& all_fields()
{
    static const std::vector<ConditionField> all = [] {
        std::vector<ConditionField> fields;
        add_what(fields);
        add_when(fields);
        add_where(fields);
        add_who(fields);
        fields.push_back(killed_field<0>("killed_low"));
        fields.push_back(killed_field<1>("killed_best"));
        fields.push_back(killed_field<2>("killed_high"));
        add_count<&Incident::injured>(fields, "injured_low", "injured_best", "injured_high");
        add_count<&Incident::missing>(fields, "missing_low", "missing_best", "missing_high");
        add_count<&Incident::abducted>(fields, "abducted_low", "abducted_best", "abducted_high");
        add_count<&Incident::detained>(fields, "detained_low", "detained_best", "detained_high");
        add_count<&Incident::displaced>(fields, "displaced_low", "displaced_best", "displaced_high");
        return fields;
    }();
    return all;
}

} // namespace

const ConditionField* condition_field(std::string_view name)
{
    const auto found = std::find_if(all_fields().begin(), all_fields().end(),
                                    [&](const ConditionField& field) { return field.name == name; });
    return found == all_fields().end() ? nullptr : &*found;
}

std::string condition_field_names()
{
    std::string names;
    for (const ConditionField& field : all_fields())
        names += (names.empty() ? "" : ", ") + std::string{field.name};
    return names;
}

std::string in_lower_case(std::string_view text)
{
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

} // namespace sitmap
