#pragma once

#include "engine/ledger.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

using LedgerChange = std::function<void(Ledger&)>;

/// Something the analyst did, and how it is taken back. Neither is called beside the other.
struct Edit {
    std::string words; ///< "killed: 53"
    LedgerChange apply, revert;
    std::vector<IncidentId> incidents; ///< that it concerns; rows of datasets among them are to be promoted
};
/// A claim of the analyst's (engine/analyst.hpp); `value` as people write it. `apply` throws Error for what
/// is not understood.
[[nodiscard]] Edit claim_edit(IncidentId incident, ClaimField field, std::string value, Day day,
                              std::string reason);
/// Several incidents made one, reports taken out of theirs (engine/decide.hpp).
[[nodiscard]] Edit merge_edit(std::vector<IncidentId> incidents, Day day, std::string reason);
[[nodiscard]] Edit split_edit(std::vector<std::string> events, Day day, std::string reason);

/// What was done and taken back, in order. What was done anew ends the way forward.
class EditHistory {
public:
    void made(Edit edit);
    /// The latest edit, to be reverted; null: nothing. `undone` or `redone` says that it was.
    [[nodiscard]] const Edit* to_undo() const { return at_ > 0 ? &edits_[at_ - 1] : nullptr; }
    [[nodiscard]] const Edit* to_redo() const { return at_ < edits_.size() ? &edits_[at_] : nullptr; }
    void undone() { --at_; }
    void redone() { ++at_; }

private:
    std::vector<Edit> edits_;
    std::size_t at_ = 0;
};

/// What somebody is about to say or do.
struct EditDraft {
    enum class Kind : std::uint8_t { none, claim, merge, split } kind = Kind::none;
    IncidentId incident = 0;
    ClaimField field = ClaimField::killed;
    std::string value, reason;
    std::vector<std::string> events; ///< to be split off
    std::string trouble;             ///< why it did not work
    bool picking = false;            ///< the next click on the map is the place
    bool fresh = false;              ///< opened just now: the field takes the keys
};
/// A draft with the value that the incident has, to be changed.
[[nodiscard]] EditDraft draft_of(const Incident& incident, ClaimField field);

/// The fields in the order of the editor.
[[nodiscard]] const std::vector<ClaimField>& edited_fields();

} // namespace sitmap
