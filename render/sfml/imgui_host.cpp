#include "render/sfml/imgui_host.hpp"

#include "render/text/shaper.hpp"

#include <SFML/Window/Clipboard.hpp>
#include <SFML/Window/Event.hpp>
#include <imgui.h>
#include <imgui_impl_opengl2.h>

#include <algorithm>
#include <string>
#include <type_traits>

namespace sitmap {

namespace {

void set_clipboard(void*, const char* text)
{
    const std::string bytes{text};
    sf::Clipboard::setString(sf::String::fromUtf8(bytes.begin(), bytes.end()));
}

const char* clipboard(void* held)
{
    auto& text = *static_cast<std::string*>(held);
    const auto bytes = sf::Clipboard::getString().toUtf8();
    text.assign(bytes.begin(), bytes.end());
    return text.c_str();
}

void map_keys(ImGuiIO& io)
{
    const std::pair<ImGuiKey, sf::Keyboard::Key> table[] = {
        {ImGuiKey_Tab, sf::Keyboard::Tab},
        {ImGuiKey_LeftArrow, sf::Keyboard::Left},
        {ImGuiKey_RightArrow, sf::Keyboard::Right},
        {ImGuiKey_UpArrow, sf::Keyboard::Up},
        {ImGuiKey_DownArrow, sf::Keyboard::Down},
        {ImGuiKey_PageUp, sf::Keyboard::PageUp},
        {ImGuiKey_PageDown, sf::Keyboard::PageDown},
        {ImGuiKey_Home, sf::Keyboard::Home},
        {ImGuiKey_End, sf::Keyboard::End},
        {ImGuiKey_Insert, sf::Keyboard::Insert},
        {ImGuiKey_Delete, sf::Keyboard::Delete},
        {ImGuiKey_Backspace, sf::Keyboard::BackSpace},
        {ImGuiKey_Space, sf::Keyboard::Space},
        {ImGuiKey_Enter, sf::Keyboard::Enter},
        {ImGuiKey_Escape, sf::Keyboard::Escape},
        {ImGuiKey_A, sf::Keyboard::A},
        {ImGuiKey_C, sf::Keyboard::C},
        {ImGuiKey_V, sf::Keyboard::V},
        {ImGuiKey_X, sf::Keyboard::X},
        {ImGuiKey_Y, sf::Keyboard::Y},
        {ImGuiKey_Z, sf::Keyboard::Z},
    };
    for (const auto& [imgui, sfml] : table)
        io.KeyMap[imgui] = sfml;
}

template <class T>
void append_bytes(const T* values, int count, std::string& out)
{
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(values), sizeof(T) * static_cast<std::size_t>(count));
}

std::string& clipboard_text()
{
    static std::string text; // ImGui wants a pointer that stays valid
    return text;
}

} // namespace

ImGuiHost::ImGuiHost(sf::RenderWindow& window, double scale) : window_{window}, scale_{scale}
{
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr; // the panels stand where the layout puts them
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.SetClipboardTextFn = set_clipboard;
    io.GetClipboardTextFn = clipboard;
    io.ClipboardUserData = &clipboard_text();
    map_keys(io);
    fonts_ = load_panel_fonts(fonts_folder(), scale);
    ImGui_ImplOpenGL2_Init();
}

ImGuiHost::~ImGuiHost()
{
    ImGui_ImplOpenGL2_Shutdown();
    ImGui::DestroyContext();
}

void ImGuiHost::feed_key(const sf::Event& event)
{
    ImGuiIO& io = ImGui::GetIO();
    // Tab walks what is on the map; it moves between fields only while somebody types.
    const bool is_walk =
        event.type == sf::Event::KeyPressed && event.key.code == sf::Keyboard::Tab && !io.WantTextInput;
    if (!is_walk && event.key.code >= 0 && event.key.code < static_cast<int>(std::size(io.KeysDown)))
        io.KeysDown[event.key.code] = event.type == sf::Event::KeyPressed;
    io.KeyCtrl = event.key.control;
    io.KeyShift = event.key.shift;
    io.KeyAlt = event.key.alt;
    io.KeySuper = event.key.system;
}

void ImGuiHost::feed(const sf::Event& event)
{
    ImGuiIO& io = ImGui::GetIO();
    switch (event.type) {
    case sf::Event::MouseMoved:
        io.MousePos = {static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y)};
        break;
    case sf::Event::MouseButtonPressed:
        if (event.mouseButton.button < 3)
            pressed_[event.mouseButton.button] = held_[event.mouseButton.button] = true;
        break;
    case sf::Event::MouseButtonReleased:
        if (event.mouseButton.button < 3)
            held_[event.mouseButton.button] = false;
        break;
    case sf::Event::MouseWheelScrolled:
        if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel)
            io.MouseWheel += event.mouseWheelScroll.delta;
        break;
    case sf::Event::KeyPressed:
    case sf::Event::KeyReleased:
        feed_key(event);
        break;
    case sf::Event::TextEntered:
        if (event.text.unicode >= 0x20 && event.text.unicode != 0x7f)
            io.AddInputCharacter(event.text.unicode);
        break;
    case sf::Event::MouseLeft:
        io.MousePos = {-1, -1};
        break;
    case sf::Event::LostFocus:
        std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
        break;
    default:
        break;
    }
}

void ImGuiHost::begin_frame(double seconds)
{
    ImGuiIO& io = ImGui::GetIO();
    const auto scale = static_cast<float>(scale_);
    io.DisplaySize = {static_cast<float>(window_.getSize().x) / scale,
                      static_cast<float>(window_.getSize().y) / scale};
    io.DisplayFramebufferScale = {scale, scale};
    io.DeltaTime = static_cast<float>(std::max(0.001, seconds));
    for (std::size_t i = 0; i < 3; ++i) {
        io.MouseDown[i] = pressed_[i] || held_[i];
        pressed_[i] = false;
    }
    ImGui_ImplOpenGL2_NewFrame();
    ImGui::NewFrame();
}

/// All that it shows depends on; the pictures behind its textures stay while they are drawn.
ImGuiHost::Look ImGuiHost::look_of(const ImDrawList& list) const
{
    Look look;
    ImVec2 low{1e9f, 1e9f}, high{-1e9f, -1e9f}, seen_low = low, seen_high = high;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        append_bytes(&command.ClipRect, 1, look.bytes);
        append_bytes(&command.TextureId, 1, look.bytes);
        append_bytes(&command.ElemCount, 1, look.bytes);
        if (command.ElemCount == 0)
            continue;
        const ImVec4& clip = command.ClipRect;
        seen_low = {std::min(seen_low.x, clip.x), std::min(seen_low.y, clip.y)};
        seen_high = {std::max(seen_high.x, clip.z), std::max(seen_high.y, clip.w)};
    }
    append_bytes(list.IdxBuffer.Data, list.IdxBuffer.Size, look.bytes);
    append_bytes(list.VtxBuffer.Data, list.VtxBuffer.Size, look.bytes);
    for (const ImDrawVert& vertex : list.VtxBuffer) {
        low = {std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y)};
        high = {std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y)};
    }
    low = {std::max(low.x, seen_low.x), std::max(low.y, seen_low.y)};
    high = {std::min(high.x, seen_high.x), std::min(high.y, seen_high.y)};
    if (low.x < high.x && low.y < high.y) // with the pixel that an edge is softened by
        look.place = {(low.x - 1) * scale_, (low.y - 1) * scale_, (high.x - low.x + 2) * scale_,
                      (high.y - low.y + 2) * scale_};
    return look;
}

std::vector<PxRect> ImGuiHost::end_frame()
{
    ImGui::Render();
    const ImDrawData& data = *ImGui::GetDrawData();
    looks_.clear();
    for (int i = 0; i < data.CmdListsCount; ++i)
        looks_.push_back(look_of(*data.CmdLists[i]));
    std::vector<PxRect> changed;
    for (std::size_t i = 0; i < std::max(looks_.size(), drawn_.size()); ++i) {
        if (i < looks_.size() && i < drawn_.size() && looks_[i].bytes == drawn_[i].bytes)
            continue;
        for (const auto* looks : {&looks_, &drawn_})
            if (i < looks->size())
                changed.push_back((*looks)[i].place);
    }
    return changed;
}

void ImGuiHost::draw(const PxRect& part)
{
    ImDrawData& data = *ImGui::GetDrawData();
    const auto left = static_cast<float>(part.x / scale_), top = static_cast<float>(part.y / scale_),
               right = static_cast<float>((part.x + part.width) / scale_),
               bottom = static_cast<float>((part.y + part.height) / scale_);
    std::vector<ImVec4> clips; // to be put back
    const auto for_each_command = [&data](auto&& work) {
        for (int i = 0; i < data.CmdListsCount; ++i)
            for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer)
                work(command);
    };
    for_each_command([&](ImDrawCmd& command) {
        ImVec4& clip = command.ClipRect;
        clips.push_back(clip);
        clip = {std::max(clip.x, left), std::max(clip.y, top), std::min(clip.z, right),
                std::min(clip.w, bottom)};
        if (clip.x >= clip.z || clip.y >= clip.w)
            clip = {0, 0, -1, -1}; // the back end passes over it
    });
    ImGui_ImplOpenGL2_RenderDrawData(&data);
    std::size_t at = 0;
    for_each_command([&](ImDrawCmd& command) { command.ClipRect = clips[at++]; });
}

} // namespace sitmap
