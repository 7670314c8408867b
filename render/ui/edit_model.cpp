#include "render/ui/edit_model.hpp"

#include "engine/analyst.hpp"
#include "engine/decide.hpp"

#include <cstdio>
#include <memory>

namespace sitmap {

namespace {

/// As `claim_value_of` reads it.
std::string written(const Quantity& quantity)
{
    if (quantity.is_open() && quantity.low())
        return std::to_string(*quantity.low()) + "+";
    if (!quantity.low() && quantity.high())
        return "up to " + std::to_string(*quantity.high());
    if (quantity.low() && quantity.high() && *quantity.low() != *quantity.high())
        return std::to_string(*quantity.low()) + "-" + std::to_string(*quantity.high());
    return std::to_string(quantity.size_by());
}

std::string written(const Location& location)
{
    char position[64];
    std::snprintf(position, sizeof position, "%.5f, %.5f, ", location.point.lon, location.point.lat);
    return position + std::string{name_of(location.precision)} + ", " + location.name;
}

std::optional<Location> place_of(const Ledger& ledger, IncidentId incident)
{
    const auto found = incidents(ledger, {incident}, Rule::range, std::nullopt);
    return found.empty() ? std::nullopt : found.front().location;
}

} // namespace

Edit claim_edit(IncidentId incident, ClaimField field, std::string value, Day day, std::string reason)
{
    // The event's id is known once the claim was made, and is what takes it back.
    const auto made = std::make_shared<std::string>();
    Edit edit;
    edit.words = std::string{name_of(field)} + ": " + value;
    edit.incidents = {incident};
    edit.apply = [=](Ledger& ledger) {
        const auto before = place_of(ledger, incident);
        *made = add_analyst_claim(ledger, incident, field,
                                  claim_value_of(field, value, before ? &*before : nullptr), day, reason);
    };
    edit.revert = [made](Ledger& ledger) { remove_analyst_claim(ledger, *made); };
    return edit;
}

Edit merge_edit(std::vector<IncidentId> ids, Day day, std::string reason)
{
    const auto made = std::make_shared<IncidentId>(0);
    Edit edit;
    edit.words = std::to_string(ids.size()) + " incidents merged";
    edit.incidents = ids;
    edit.apply = [made, ids, day, reason](Ledger& ledger) {
        *made = join(ledger, ids, day, reason).members.front().after;
    };
    edit.revert = [made](Ledger& ledger) { undo_join(ledger, *made); };
    return edit;
}

Edit split_edit(std::vector<std::string> events, Day day, std::string reason)
{
    Edit edit;
    edit.words =
        events.size() == 1 ? "a report split off" : std::to_string(events.size()) + " reports split off";
    edit.apply = [=](Ledger& ledger) { static_cast<void>(split(ledger, events, day, reason)); };
    edit.revert = [=](Ledger& ledger) { undo_split(ledger, events); };
    return edit;
}

void EditHistory::made(Edit edit)
{
    edits_.resize(at_);
    edits_.push_back(std::move(edit));
    at_ = edits_.size();
}

EditDraft draft_of(const Incident& incident, ClaimField field)
{
    EditDraft draft;
    draft.kind = EditDraft::Kind::claim;
    draft.incident = incident.id;
    draft.field = field;
    draft.fresh = true;
    if (const auto* count = count_of(incident, field))
        draft.value = *count ? written(**count) : std::string{};
    else if (field == ClaimField::place)
        draft.value = incident.location ? written(*incident.location) : std::string{};
    else if (field == ClaimField::time)
        draft.value = incident.interval.edtf();
    else if (field == ClaimField::kind)
        draft.value = name_of(incident.sub_type);
    else if (field == ClaimField::perpetrator && !incident.accused.empty())
        draft.value = incident.accused.front();
    return draft;
}

const std::vector<ClaimField>& edited_fields()
{
    static const std::vector<ClaimField> fields{
        ClaimField::killed, ClaimField::injured, ClaimField::missing,    ClaimField::place,
        ClaimField::time,   ClaimField::kind,    ClaimField::perpetrator};
    return fields;
}

} // namespace sitmap
