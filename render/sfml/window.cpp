#include "render/sfml/window.hpp"

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/navigation.hpp"
#include "render/sfml/frame_parts.hpp"
#include "render/sfml/map_input.hpp"
#include "render/sfml/open_window.hpp"
#include "render/sfml/picture_cache.hpp"
#include "render/sfml/replay.hpp"
#include "render/sfml/shown_map.hpp"
#include "render/sfml/store_edits.hpp"
#include "render/sfml/window_loop.hpp"
#include "render/ui/kept_view.hpp"
#include "render/ui/map_overlay.hpp"
#include "render/ui/own_layer_rows.hpp"
#include "render/ui/panels.hpp"
#include "render/ui/swipe_bar.hpp"
#include "render/ui/table_sorter.hpp"
#include "render/ui/theme.hpp"
#include "render/ui/timeline.hpp"
#include "render/ui/view_history.hpp"
#include "render/ui/word_filter.hpp"

#include <SFML/System/Clock.hpp>
#include <SFML/System/Sleep.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <utility>

namespace sitmap {

namespace {

constexpr double replay_frame_s = 1.0 / 60;
constexpr int frames_after_input = 4; // panels take up to three frames to come to rest

class Window {
public:
    Window(DisplayConnection& display, std::unique_ptr<sf::RenderWindow> window,
           std::unique_ptr<ImGuiHost> host, Map map, const ViewState& initial, const WindowOptions& options)
        : display_{display},
          options_{options},
          map_{std::move(map)},
          view_{initial},
          scale_{scale_for(options, display.scale())},
          window_{std::move(window)},
          host_{std::move(host)},
          shown_map_{map_, *window_}
    {
        if (!options.replay.empty())
            replay_ = read_replay(options.replay);
        ui_.fonts = host_->fonts();
        pictures_.set_scale(scale_);
        ui_.picture = [this](const DrawList& list) {
            return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(pictures_.texture_of(list)));
        };
        restore_bookmarks(options.kept, state_);
        if (options.restore_view)
            restore_view(options.kept, view_, state_);
        state_.own_layers = fitted(options.own_layers, map_.overlays);
        view_.hidden_overlays.merge(hidden_layers(state_.own_layers));
        for (OverlayLayer& overlay : map_.overlays)
            overlay.visible = true; // those that are hidden can be shown here
        state_.asked = initial.query;
        shown_map_.paint_surroundings(!is_replay());
        lay_out();
        const ViewState untouched;
        wishes_.show_all = view_.centre == untouched.centre && view_.metres_per_px == untouched.metres_per_px;
    }

    void run()
    {
        sf::Clock clock;
        while (window_->isOpen()) {
            const bool busy = take_input();
            const double seconds = std::min(0.25, static_cast<double>(clock.restart().asSeconds()));
            if (!busy) {
                sf::sleep(sf::milliseconds(12));
                continue;
            }
            const sf::Clock whole;
            const std::uint64_t painted_before = painted_;
            frame(waits_for_pictures() ? replay_frame_s : seconds);
            if (waits_for_pictures())
                continue;
            if (is_replay() && painted_ > painted_before)
                live_frames_s_.push_back(static_cast<double>(whole.getElapsedTime().asSeconds()));
            pace(clock);
        }
        if (options_.keep)
            options_.keep(kept_text(view_, state_));
        own_layers_changed_ = note_hidden(state_.own_layers, view_.hidden_overlays) || own_layers_changed_;
        if (options_.keep_own_layers && own_layers_changed_)
            options_.keep_own_layers(state_.own_layers);
    }

private:
    [[nodiscard]] bool is_replay() const { return !replay_.empty(); }

    void lay_out()
    {
        const sf::Vector2u size = window_->getSize();
        layout_ = layout_for(size.x / scale_, size.y / scale_, layout_wishes_);
        window_->setView(sf::View{{0, 0, static_cast<float>(size.x), static_cast<float>(size.y)}});
    }

    /// True if a frame is to be drawn.
    bool take_input()
    {
        for (sf::Event event{}; window_->pollEvent(event);) {
            const bool from_person = event.type != sf::Event::Closed && event.type != sf::Event::Resized;
            if (!(is_replay() && from_person))
                handle(in_logical_px(event, scale_));
        }
        if (is_replay())
            next_replay_step();
        if (!ImGui::GetIO().WantTextInput && !state_.playing)
            --awake_;
        return is_replay() || awake_ > 0 || state_.playing || ImGui::GetIO().WantTextInput;
    }

    void handle(const sf::Event& event)
    {
        awake_ = frames_after_input;
        if (may_uncover(event))
            uncovered_ = frames_after_input;
        if (event.type == sf::Event::Closed)
            window_->close();
        if (event.type == sf::Event::Resized)
            lay_out();
        host_->feed(event);
        const ImGuiIO& io = ImGui::GetIO();
        input_.handle(event,
                      {layout_.map, layout_.timeline, layout_.table, io.WantCaptureMouse, io.WantTextInput},
                      scene(), view_, state_, wishes_);
    }

    void next_replay_step()
    {
        if (waiting_ > 0) {
            --waiting_;
            return;
        }
        const ReplayStep step = replay_at_ < replay_.size() ? replay_[replay_at_] : ReplayStep{ReplayQuit{}};
        ++replay_at_;
        if (const auto* event = std::get_if<sf::Event>(&step)) {
            handle(with_pointer(*event));
        } else if (const auto* wait = std::get_if<ReplayWait>(&step)) {
            waiting_ = wait->frames;
        } else if (const auto* size = std::get_if<ReplaySize>(&step)) {
            window_->setSize({static_cast<unsigned>(std::lround(size->width_px * scale_)),
                              static_cast<unsigned>(std::lround(size->height_px * scale_))});
            lay_out();
        } else if (const auto* shot = std::get_if<ReplayScreenshot>(&step)) {
            screenshot_ = shot->file;
        } else if (const auto* state = std::get_if<ReplayState>(&step)) {
            write_state(state->file);
        } else if (std::holds_alternative<ReplayLive>(step)) {
            is_live_ = true;
            shown_map_.paint_surroundings(true);
            pictures_before_ = looked_.picture;
        } else {
            window_->close();
        }
    }

    void frame(double seconds)
    {
        input_.pass(seconds);
        const auto ledger = [this] { return asked_.incidents(map_, view_.rule, view_.as_of); };
        if (word_filter_.renew(view_, state_.words, map_, ledger, seconds))
            awake_ = frames_after_input; // it waits for the end of the typing
        carry_out_here();
        carry_out(map_, data_, layout_, view_, state_, wishes_);
        play(data_, view_, state_, seconds);
        history_.see({view_.centre, view_.metres_per_px, view_.bearing_deg}, seconds);
        keep_layout();
        change_the_map();
        renew_data();
        renew_map();
        renew_group();
        renew_table();
        fade_notice(seconds);
        host_->begin_frame(seconds);
        ui_.colours = &panel_colours(view_.style);
        ui_.palette = &palette(view_.style);
        apply_theme(*ui_.colours);
        show_panels(ui_, data_, scene(), layout_, view_, state_, wishes_);
        show_map_overlay(ui_, scene(), shown_map_.camera(), camera_for(view_, layout_.map), state_);
        show(host_->end_frame());
        pictures_.next_frame();
    }

    /// Draws those parts that have changed; the display keeps what it shows.
    void show(std::vector<PxRect> changed)
    {
        const sf::Vector2u size = window_->getSize();
        const ShownMap::Look look = shown_map_.look(view_, layout_.map);
        const PxRect whole{0, 0, static_cast<double>(size.x), static_cast<double>(size.y)},
            &map = layout_.map;
        if (!(look == looked_))
            changed.push_back({map.x * scale_, map.y * scale_, map.width * scale_, map.height * scale_});
        if (changed.empty() && screenshot_.empty() && uncovered_ <= 0)
            return;
        if (uncovered_ > 0 || !keeps_frames_.value_or(false) || size != shown_size_)
            changed = {whole};
        shown_size_ = size;
        uncovered_ = std::max(uncovered_ - 1, 0);
        ++painted_;
        looked_ = look;
        for (const PxRect& part : parts_apart(std::move(changed), whole.width, whole.height)) {
            shown_map_.draw(view_, layout_.map, scale_, part);
            host_->draw(part);
        }
        host_->keep_look();
        if (!screenshot_.empty())
            write_png(std::exchange(screenshot_, {}), read_pixels(size.x, size.y));
        if (keeps_frames_)
            window_->display();
        else
            keeps_frames_ = is_software_opengl() && keeps_what_it_displays(*window_);
    }

    /// Wishes that need more than the view.
    void carry_out_here()
    {
        if (wishes_.back || wishes_.forward)
            if (const auto place = wishes_.back ? history_.back() : history_.forward()) {
                view_.centre = place->centre;
                view_.metres_per_px = place->metres_per_px;
                view_.bearing_deg = place->bearing_deg;
            }
        if (wishes_.full_screen) {
            state_.full_screen = !state_.full_screen;
            display_.set_full_screen(window_->getSystemHandle(), state_.full_screen);
        }
        if (wishes_.choose)
            choose(*wishes_.choose, wishes_.add_to_group);
        if (wishes_.own_layer)
            changes_.emplace_back([this, change = *wishes_.own_layer] { change_own(change); });
        if (!changes_.empty() && (wishes_.edit || wishes_.undo || wishes_.redo))
            return; // the same again, because the first is not seen yet
        if (wishes_.edit)
            changes_.emplace_back([this, edit = *wishes_.edit] { make(edit); });
        if (wishes_.undo || wishes_.redo)
            changes_.emplace_back([this, undo = wishes_.undo] { take_back_or_redo(undo); });
    }

    /// What is asked of the map itself waits until nobody draws it.
    void change_the_map()
    {
        if (changes_.empty())
            return;
        awake_ = frames_after_input;
        if (waits_for_pictures())
            shown_map_.finish();
        if (shown_map_.is_busy())
            return;
        for (const auto& change : std::exchange(changes_, {}))
            change();
    }

    void change_own(const OwnLayerChange& change)
    {
        change_own_layers(change, map_, view_, state_);
        own_layers_changed_ = true;
        if (change.kind != OwnLayerChange::Kind::fade) // the caches know layers by their position
            shown_map_.forget();
        shown_map_.want_again();
    }

    /// What does not work is told where it was asked for: the window stays.
    void make(const Edit& edit)
    {
        if (!edits_.make(edit, map_, state_.draft.trouble))
            return;
        forget_the_map_as_it_was();
        if (state_.draft.kind == EditDraft::Kind::merge) {
            view_.selection = IncidentSelection{state_.group.ids.front()};
            state_.group = {};
        }
        state_.draft = {};
        say(state_, "Done: " + edit.words + " · Ctrl+Z takes it back");
    }

    void take_back_or_redo(bool undo)
    {
        std::string words;
        if (undo ? edits_.take_back(map_, words) : edits_.redo(map_, words))
            forget_the_map_as_it_was();
        say(state_, words);
    }

    void forget_the_map_as_it_was()
    {
        shown_map_.forget();
        asked_ = SceneCache{};
        word_filter_.forget();
        data_is_stale_ = true;
    }

    /// All incidents seen within a ring on the ground become the group.
    void choose(const Ring& ring, bool add)
    {
        Group found;
        found.area = ring;
        const MercatorRing within{ring};
        if (view_.layers.incidents) {
            found.ids = ids_within(scene(), shown_map_.camera(), within);
            if (map_.records) {
                const auto& records = asked_.records(map_, view_.query, view_.as_of);
                const auto ids = records_within(map_.records->table(), *records.places, within);
                found.ids.insert(found.ids.end(), ids.begin(), ids.end());
            }
        }
        found = joined(std::move(found), add ? state_.group : Group{});
        say(state_, grouped(static_cast<std::int64_t>(found.ids.size())) +
                        (found.ids.size() == 1 ? " incident chosen" : " incidents chosen"));
        if (found.ids.empty())
            found.area.clear();
        else
            view_.selection = {};
        state_.group = std::move(found);
    }

    void keep_layout()
    {
        const LayoutWishes wanted{state_.show_table, state_.map_alone};
        if (wanted == layout_wishes_)
            return;
        layout_wishes_ = wanted;
        lay_out();
    }

    void renew_group()
    {
        if (state_.group == summed_ && !group_is_stale_)
            return;
        summed_ = state_.group;
        group_is_stale_ = false;
        data_.group.reset();
        if (!summed_.ids.empty())
            data_.group = summary_of(map_, data_.incidents, summed_);
        awake_ = frames_after_input;
    }

    void renew_table()
    {
        if (!state_.show_table) {
            data_.table.reset();
            sorter_.forget();
            return;
        }
        TableQuery wanted{view_.query, view_.as_of, view_.rule, state_.table.column, state_.table.descending,
                          {}};
        if (state_.table.chosen_only)
            wanted.only = state_.group.ids;
        sorter_.want(std::move(wanted), std::exchange(table_is_stale_, false), data_.incidents, map_.records);
        if (!sorter_.is_busy())
            return;
        awake_ = frames_after_input;
        // A replay waits for it; the first time there is nothing to show in the meantime.
        if (auto sorted = sorter_.take(is_replay() || !data_.table))
            data_.table = std::move(sorted);
    }

    void fade_notice(double seconds)
    {
        if (state_.notice_s <= 0)
            return;
        state_.notice_s -= seconds;
        awake_ = frames_after_input;
    }

    /// The part of the map that no inspector covers.
    [[nodiscard]] PxRect open() const
    {
        return open_map(layout_, !std::holds_alternative<std::monostate>(view_.selection));
    }

    /// A replay's pictures show what was asked for.
    [[nodiscard]] bool waits_for_pictures() const { return is_replay() && !is_live_; }

    /// Computes anew what the panels tell of the view, if it has changed.
    void renew_data()
    {
        if (data_is_stale_ || needs_data(data_of_, view_)) {
            const Totals totals = data_.totals; // until the picture is there
            data_ = panel_data(map_, view_, data_);
            data_.totals = totals;
            group_is_stale_ = true;
            table_is_stale_ = true;
            data_.record = chosen_record(map_, view_.selection);
        } else if (!(data_of_.selection == view_.selection)) {
            data_.record = chosen_record(map_, view_.selection);
        }
        data_of_ = view_;
        data_is_stale_ = false;
    }

    /// Asks for a picture of what is to be seen, and takes the one that is ready.
    void renew_map()
    {
        MapWish wish{view_, layout_.map, open(), scale_, {}};
        if (state_.swipe)
            wish.left = {left_of(*state_.swipe, view_), state_.swipe->share};
        if (changes_.empty())
            shown_map_.want(wish);
        if (shown_map_.renew(waits_for_pictures())) {
            data_.totals =
                killed_totals(std::span{scene().shown}.first(scene().from_ledger)) + scene().records.killed;
            awake_ = frames_after_input;
        }
        if (shown_map_.is_busy())
            awake_ = frames_after_input;
    }

    [[nodiscard]] const Scene& scene() const { return shown_map_.scene(); }

    void write_state(const std::filesystem::path& path) const
    {
        std::ofstream out{path};
        out << state_text(view_, scene(), data_, state_) << "painted " << painted_ << '\n';
        if (!live_frames_s_.empty()) {
            std::vector<double> sorted = live_frames_s_;
            std::sort(sorted.begin(), sorted.end());
            out << "frames " << sorted.size() << "\nframe_ms_median " << 1000 * sorted[sorted.size() / 2]
                << "\nframe_ms_most " << 1000 * sorted.back() << "\npictures "
                << looked_.picture - pictures_before_ << '\n';
        }
        if (!out)
            throw Error{"cannot write '" + path.string() + "'"};
    }

    DisplayConnection& display_;
    WindowOptions options_;
    Map map_;
    ViewState view_;
    double scale_; ///< device pixels a logical pixel
    std::unique_ptr<sf::RenderWindow> window_;
    std::unique_ptr<ImGuiHost> host_;
    ShownMap shown_map_;
    ShownMap::Look looked_; ///< as the frame before had it
    sf::Vector2u shown_size_;
    std::optional<bool> keeps_frames_; ///< the back buffer holds the frame before; nothing: not tried yet
    std::vector<std::function<void()>> changes_; ///< of the map, until nobody draws it
    PictureCache pictures_;
    MapInput input_;
    Ui ui_;
    WindowLayout layout_;
    LayoutWishes layout_wishes_;
    ViewHistory history_;
    Group summed_; ///< what `data_.group` is of
    bool group_is_stale_ = false, table_is_stale_ = false, data_is_stale_ = true;
    TableSorter sorter_;
    PanelData data_;
    ViewState data_of_; ///< what `data_` is of
    SceneCache asked_;  ///< what input asks of the map
    StoreEdits edits_{options_.edit};
    UiState state_;
    Wishes wishes_;
    bool own_layers_changed_ = false;
    WordFilter word_filter_;
    std::uint64_t painted_ = 0;                      ///< frames so far
    int awake_ = frames_after_input, uncovered_ = 0; ///< frames that are computed, and painted, in any case

    std::vector<ReplayStep> replay_;
    std::size_t replay_at_ = 0;
    bool is_live_ = false;
    std::vector<double> live_frames_s_; ///< how long each took
    std::uint64_t pictures_before_ = 0; ///< of them
    int waiting_ = 0;
    std::filesystem::path screenshot_;
};

} // namespace

void run_loop(DisplayConnection& display, std::unique_ptr<sf::RenderWindow> window,
              std::unique_ptr<ImGuiHost> host, Map map, const ViewState& initial,
              const WindowOptions& options)
{
    Window{display, std::move(window), std::move(host), std::move(map), initial, options}.run();
}

} // namespace sitmap
