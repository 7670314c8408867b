#pragma once

#include "engine/ledger.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sitmap {

/// One claim in a line.
struct ClaimRow {
    std::size_t position = 0; ///< in the incident's claims
    Stance stance = Stance::asserts;
    std::string words;   ///< "40+", "GNA accuses LNA"
    std::string speaker; ///< in muted ink; empty where `words` has it
    std::string day;     ///< "3 Jul", with the year when it is not the incident's; empty: not known
};

/// What is said on one field, and what the rule makes of it.
struct FieldBlock {
    ClaimField field = ClaimField::kind;
    std::string key;                  ///< "KILLED"
    std::string value;                ///< "40 or more"
    std::string note;                 ///< "rule: range", "2 claims"
    std::optional<Quantity> quantity; ///< for counts: the range bar
    std::vector<ClaimRow> rows;
};

/// A claim's words amid those around them.
struct EvidenceView {
    std::string before, marked, after; ///< UTF-8; "…" where the text goes on
    std::string source;                ///< "CNN · 3 Jul 2019 · en"
    std::string place;                 ///< "characters 412–489 · SHA-256 9f2c…e71a", "row 12 · …"
};
/// Up to `around` code points on each side, cut between words. The quotation alone when the text is not at
/// hand.
[[nodiscard]] EvidenceView evidence_view(const Ledger& ledger, const Evidence& evidence,
                                         std::size_t around = 160);

struct InspectorModel {
    std::string title, title_local; ///< the second in the local script, or empty
    std::vector<std::string> chips;
    std::vector<FieldBlock> blocks;
    std::size_t claim = 0, claims = 0; ///< the chosen one, of how many
    EvidenceView evidence;             ///< of the chosen claim
};
/// `claim`: the chosen position in `incident.claims`; `foremost_claim` means the first of the first block,
/// any other position past the end the last.
[[nodiscard]] InspectorModel inspect(const Ledger& ledger, const Incident& incident, Rule rule,
                                     std::size_t claim);

/// "40 or more" for an open high; else as `Quantity::for_people`.
[[nodiscard]] std::string range_in_words(const Quantity& quantity);

} // namespace sitmap
