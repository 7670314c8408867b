#include "render/ui/editor.hpp"

#include "render/ui/widgets.hpp"

#include <algorithm>
#include <array>

namespace sitmap {

namespace {

const Incident* incident_of(const PanelData& data, IncidentId id)
{
    const auto found = std::find_if(data.incidents.begin(), data.incidents.end(),
                                    [id](const Incident& incident) { return incident.id == id; });
    if (found != data.incidents.end())
        return &*found;
    return data.record && data.record->incident.id == id ? &data.record->incident : nullptr;
}

Day today()
{
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

const char* forms_of(ClaimField field)
{
    switch (field) {
    case ClaimField::place:
        return "longitude, latitude, precision, name";
    case ClaimField::time:
        return "2019-07-03, 2019-07, or 2019-07-02/2019-07-03";
    case ClaimField::kind:
        return "a sub-type, such as Air/drone strike";
    case ClaimField::perpetrator:
        return "a party";
    default:
        return "53, 40+, 37-80, up to 150";
    }
}

void show_words(const Ui& ui, TextKind kind, Rgba colour, const std::string& words, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height =
        draw_paragraph(ui, ImGui::GetWindowDrawList(), kind, at, width, {{words, u32(colour), false}});
    ImGui::Dummy({width, height + 4});
}

/// Fields in a row; another one takes over what the incident has of it.
void show_fields(const Ui& ui, const PanelData& data, UiState& state)
{
    std::vector<std::string_view> names;
    std::size_t active = 0;
    for (const ClaimField field : edited_fields()) {
        if (field == state.draft.field)
            active = names.size();
        names.push_back(name_of(field));
    }
    const auto chosen = segmented(ui, "field", names, active);
    const Incident* incident = incident_of(data, state.draft.incident);
    if (chosen && incident) {
        const std::string reason = state.draft.reason;
        state.draft = draft_of(*incident, edited_fields()[*chosen]);
        state.draft.reason = reason;
    }
    ImGui::Dummy({1, 4});
}

bool show_input(const Ui& ui, const char* id, const char* hint, std::string& text, float width, bool focus)
{
    ImGui::PushItemWidth(width);
    if (focus)
        ImGui::SetKeyboardFocusHere();
    ImGui::PushFont(ui.fonts.text);
    const bool entered = text_input(ui, id, hint, text, ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopFont();
    ImGui::PopItemWidth();
    ImGui::Dummy({1, 4});
    return entered;
}

/// The reports of an incident, each with a box.
void show_reports(const Ui& ui, const PanelData& data, EditDraft& draft)
{
    const Ledger& ledger = data.map->ledger;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        if (ledger.incident_of[i] != draft.incident)
            continue;
        const Event& event = ledger.events[i];
        const Document* document = ledger.document(event.document);
        const std::string label = event.title.empty() && document ? document->title : event.title;
        const std::string from = document ? document->outlet : std::string{};
        const auto chosen = std::find(draft.events.begin(), draft.events.end(), event.id);
        Row line;
        line.id = event.id.c_str();
        line.label = label;
        line.count = from;
        line.box = chosen != draft.events.end() ? Box::on : Box::off;
        if (!row(ui, line))
            continue;
        if (chosen != draft.events.end())
            draft.events.erase(chosen);
        else
            draft.events.push_back(event.id);
    }
    ImGui::Dummy({1, 6});
}

Edit edit_of(const UiState& state)
{
    const EditDraft& draft = state.draft;
    switch (draft.kind) {
    case EditDraft::Kind::merge:
        return merge_edit(state.group.ids, today(), draft.reason);
    case EditDraft::Kind::split:
        return split_edit(draft.events, today(), draft.reason);
    default:
        return claim_edit(draft.incident, draft.field, draft.value, today(), draft.reason);
    }
}

struct Words {
    const char* title;
    std::string explains;
    const char* button;
};
Words words_of(const PanelData& data, const UiState& state)
{
    const Incident* incident = incident_of(data, state.draft.incident);
    const std::string title = incident ? incident->title : std::string{};
    switch (state.draft.kind) {
    case EditDraft::Kind::merge:
        return {"MERGE",
                std::to_string(state.group.ids.size()) + " chosen incidents tell of one happening. Why?",
                "Merge"};
    case EditDraft::Kind::split:
        return {"SPLIT", title + ": which reports tell of another happening?", "Split off"};
    default:
        return {"CLAIM AS THE ANALYST",
                title + ". What others said stays; your claim decides, and can be taken back.", "Claim"};
    }
}

} // namespace

void show_editor(const Ui& ui, const PanelData& data, const PxRect& map, UiState& state, Wishes& wishes)
{
    EditDraft& draft = state.draft;
    if (draft.kind == EditDraft::Kind::none || draft.picking)
        return;
    const double width = std::min(600.0, map.width - 24);
    const auto inner = static_cast<float>(width) - 32;
    const double height = draft.kind == EditDraft::Kind::claim   ? 222
                          : draft.kind == EditDraft::Kind::merge ? 150
                                                                 : 250;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    if (draft.fresh)
        ImGui::SetNextWindowFocus();
    begin_panel("editor", {map.x + (map.width - width) / 2, map.y + 48, width, height}, ui.colours->window,
                {16, 12});
    ImGui::PopStyleVar();
    const Words words = words_of(data, state);
    section_head(ui, words.title, "Esc leaves it");
    show_words(ui, TextKind::text, ui.colours->muted, words.explains, inner);
    bool entered = false;
    if (draft.kind == EditDraft::Kind::claim) {
        show_fields(ui, data, state);
        const bool is_place = draft.field == ClaimField::place;
        entered = show_input(ui, "##value", forms_of(draft.field), draft.value, inner - (is_place ? 130 : 0),
                             draft.fresh);
        if (is_place) {
            ImGui::SameLine(inner - 104);
            draft.picking = ImGui::Button("Pick on the map");
        }
    } else if (draft.kind == EditDraft::Kind::split) {
        ImGui::BeginChild("reports", {0, 90}, false, ImGuiWindowFlags_NoBackground);
        show_reports(ui, data, draft);
        ImGui::EndChild();
    }
    entered = show_input(ui, "##reason", "Reason: what this rests on", draft.reason, inner,
                         draft.fresh && draft.kind != EditDraft::Kind::claim) ||
              entered;
    draft.fresh = false;
    if (ImGui::Button(words.button) || entered)
        wishes.edit = edit_of(state);
    ImGui::SameLine();
    if (ImGui::Button("Cancel"))
        draft = {};
    if (!draft.trouble.empty()) {
        ImGui::SameLine();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text(ui, ImGui::GetWindowDrawList(), TextKind::small, {at.x + 4, at.y + 4}, u32(rgb(0xa3182b)),
                  clipped(ui, TextKind::small, draft.trouble, inner - 150));
        ImGui::Dummy({1, 1});
    }
    ImGui::End();
}

} // namespace sitmap
