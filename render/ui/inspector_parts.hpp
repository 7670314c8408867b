#pragma once

#include "render/ui/inspector_model.hpp"
#include "render/ui/widgets.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sitmap {

/// What the inspector is put together from (cartography, section 8), each at the cursor of the current ImGui
/// window.

/// A line across the panel, with space about it.
void separate(const Ui& ui);
/// Short words in rounded boxes, wrapped.
void show_chips(const Ui& ui, const std::vector<std::string>& chips);
/// The mark, the title in bold and under it the name in the local script.
void show_heading(const Ui& ui, const DrawList& mark, std::string_view title, std::string_view local);
/// Stance, words, speaker and day; a click makes it the chosen one.
void show_claim(const Ui& ui, const ClaimRow& claim, bool chosen, std::size_t& choice);
/// A bar from the low to the high bound; an open high fades out.
void show_range(const Ui& ui, const Quantity& quantity, ImU32 colour);
/// A key, its value in bold and a note at the right.
void show_field(const Ui& ui, std::string_view key, std::string_view value, std::string_view note);
/// The sentence marked in its document, with where it stands.
void show_evidence(const Ui& ui, const EvidenceView& evidence, const std::string& note);
/// Steps to the claim before and after.
void show_claim_buttons(std::size_t& choice, std::size_t claims);

} // namespace sitmap
