#include "render/sfml/window.hpp"

#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/navigation.hpp"
#include "render/sfml/frame_copy.hpp"
#include "render/sfml/map_input.hpp"
#include "render/sfml/open_window.hpp"
#include "render/sfml/painter.hpp"
#include "render/sfml/picture_cache.hpp"
#include "render/sfml/replay.hpp"
#include "render/sfml/store_edits.hpp"
#include "render/sfml/window_loop.hpp"
#include "render/swipe.hpp"
#include "render/ui/kept_view.hpp"
#include "render/ui/map_furniture.hpp"
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
#include <utility>

namespace sitmap {

namespace {

constexpr double replay_frame_s = 1.0 / 60;
constexpr int frames_after_input = 4; // panels take up to three frames to come to rest
/// A map that takes longer than this is not drawn anew in each frame of a move, but its copy is moved along
/// until the move rests for a while.
constexpr double most_s_while_moving = 0.05, rest_s = 0.09;

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
          host_{std::move(host)}
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
            frame(is_replay() ? replay_frame_s : seconds);
            if (!is_replay())
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
        is_stale_ = true;
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
                      scene_, view_, state_, wishes_);
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
        } else {
            window_->close();
        }
    }

    void frame(double seconds)
    {
        input_.pass(seconds);
        const auto ledger = [this] { return scene_cache_.incidents(map_, view_.rule, view_.as_of); };
        if (word_filter_.renew(view_, state_.words, map_, ledger, seconds))
            awake_ = frames_after_input; // it waits for the end of the typing
        carry_out_here();
        carry_out(map_, data_, layout_, view_, state_, wishes_);
        play(data_, view_, state_, seconds);
        history_.see({view_.centre, view_.metres_per_px, view_.bearing_deg}, seconds);
        keep_layout();
        if (!moves_copy(seconds))
            renew();
        renew_swipe();
        renew_group();
        renew_table();
        fade_notice(seconds);
        host_->begin_frame(seconds);
        ui_.colours = &panel_colours(view_.style);
        ui_.palette = &palette(view_.style);
        apply_theme(*ui_.colours);
        show_panels(ui_, data_, scene_, layout_, view_, state_, wishes_);
        show_map_overlay(ui_, scene_, camera_for(drawn_, layout_.map), camera_for(view_, layout_.map),
                         state_);
        show(host_->end_frame());
        pictures_.next_frame();
    }

    /// The display keeps what it shows: a frame like the one before is not painted again.
    void show(bool panels_changed)
    {
        if (!panels_changed && is_painted_ && !is_moving_ && screenshot_.empty() && uncovered_ <= 0)
            return;
        uncovered_ = std::max(uncovered_ - 1, is_moving_ ? 1 : 0); // what was moved does not stay
        ++painted_;
        paint_map();
        host_->draw();
        if (!screenshot_.empty())
            write_png(std::exchange(screenshot_, {}),
                      read_pixels(window_->getSize().x, window_->getSize().y));
        window_->display();
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
        if (wishes_.edit)
            make(*wishes_.edit);
        if (wishes_.undo || wishes_.redo)
            take_back_or_redo(wishes_.undo);
        if (wishes_.choose)
            choose(*wishes_.choose, wishes_.add_to_group);
        if (wishes_.own_layer)
            change_own(*wishes_.own_layer);
    }

    void change_own(const OwnLayerChange& change)
    {
        change_own_layers(change, map_, view_, state_);
        own_layers_changed_ = true;
        if (change.kind != OwnLayerChange::Kind::fade) // the caches know layers by their position
        {
            scene_cache_ = SceneCache{};
            left_cache_ = SceneCache{};
        }
        swiped_share_.reset();
        look_is_stale_ = true;
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
        scene_cache_ = SceneCache{};
        left_cache_ = SceneCache{};
        swiped_share_.reset();
        word_filter_.forget();
        is_stale_ = true;
    }

    /// All incidents seen within a ring on the ground become the group.
    void choose(const Ring& ring, bool add)
    {
        Group found;
        found.area = ring;
        const MercatorRing within{ring};
        if (view_.layers.incidents) {
            found.ids = ids_within(scene_, camera_for(drawn_, layout_.map), within);
            if (map_.records) {
                const auto& records = scene_cache_.records(map_, view_.query, view_.as_of);
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

    /// True while the map is moved faster than it can be drawn: then what was drawn is moved.
    [[nodiscard]] bool moves_copy(double seconds)
    {
        const bool only_place =
            !is_stale_ && !look_is_stale_ && !(view_ == drawn_) && placed_as(drawn_, view_) == view_;
        rested_s_ = view_ == seen_ ? rested_s_ + seconds : 0;
        seen_ = view_;
        is_moving_ = !is_replay() && only_place && rested_s_ < rest_s && map_s_ > most_s_while_moving;
        if (is_moving_)
            awake_ = frames_after_input;
        return is_moving_;
    }

    /// Computes anew what depends on the view, if the view has changed.
    void renew()
    {
        if (!is_stale_ && !look_is_stale_ && drawn_ == view_ && drawn_share_ == swipe_share(state_))
            return;
        map_clock_.restart();
        if (is_stale_ || needs_data(drawn_, view_)) {
            data_ = panel_data(map_, view_, data_);
            group_is_stale_ = true;
            table_is_stale_ = true;
            data_.record = chosen_record(map_, view_.selection);
        } else if (!(drawn_.selection == view_.selection)) {
            data_.record = chosen_record(map_, view_.selection);
        }
        const Camera camera = camera_for(view_, layout_.map);
        scene_ = build_window_map(map_, view_, camera, scene_cache_, open(),
                                  swipe_side(state_, layout_.map, false));
        drawn_share_ = swipe_share(state_);
        data_.totals =
            killed_totals(std::span{scene_.shown}.first(scene_.from_ledger)) + scene_.records.killed;
        drawn_ = view_;
        is_stale_ = look_is_stale_ = false;
        is_painted_ = false;
        awake_ = frames_after_input;
    }

    /// The list to be painted: the scene, or two with a line between them.
    void renew_swipe()
    {
        if (!state_.swipe) {
            is_painted_ = is_painted_ && !swiped_share_;
            swiped_share_.reset();
            return;
        }
        ViewState left = left_of(*state_.swipe, view_);
        const bool same = swiped_share_ == state_.swipe->share && left_drawn_ == left;
        if (same && is_painted_)
            return;
        if (!same || left_frame_ != layout_.map)
            left_scene_ = build_window_map(map_, left, camera_for(left, layout_.map), left_cache_, open(),
                                           swipe_side(state_, layout_.map, true));
        left_drawn_ = std::move(left);
        left_frame_ = layout_.map;
        swiped_share_ = state_.swipe->share;
        swiped_ = side_by_side(left_scene_.list, scene_.list,
                               layout_.map.x + layout_.map.width * state_.swipe->share);
        is_painted_ = false;
        awake_ = frames_after_input;
    }

    [[nodiscard]] PxRect in_device_px(const PxRect& r) const
    {
        return {r.x * scale_, r.y * scale_, r.width * scale_, r.height * scale_};
    }

    void paint_map()
    {
        const sf::Vector2u size = window_->getSize();
        if (is_moving_ && copy_.show(size.x, size.y) &&
            copy_.show_moved(size.x, size.y, in_device_px(layout_.map),
                             in_device_px(moved_frame(drawn_, view_, layout_.map))))
            return;
        if (is_painted_ && copy_.show(size.x, size.y))
            return;
        painter_.paint(*window_, state_.swipe ? swiped_ : scene_.list, scale_);
        copy_.take(size.x, size.y);
        is_painted_ = true;
        map_s_ = static_cast<double>(map_clock_.getElapsedTime().asSeconds());
    }

    void write_state(const std::filesystem::path& path) const
    {
        std::ofstream out{path};
        out << state_text(view_, scene_, data_, state_) << "painted " << painted_ << '\n';
        if (!out)
            throw Error{"cannot write '" + path.string() + "'"};
    }

    DisplayConnection& display_;
    WindowOptions options_;
    Map map_;
    ViewState view_, drawn_;
    double scale_; ///< device pixels a logical pixel
    std::unique_ptr<sf::RenderWindow> window_;
    std::unique_ptr<ImGuiHost> host_;
    SfmlPainter painter_;
    PictureCache pictures_;
    FrameCopy copy_;
    MapInput input_;
    Ui ui_;
    WindowLayout layout_;
    LayoutWishes layout_wishes_;
    ViewHistory history_;
    Group summed_; ///< what `data_.group` is of
    bool group_is_stale_ = false, table_is_stale_ = false;
    TableSorter sorter_;
    PanelData data_;
    SceneCache scene_cache_, left_cache_;
    Scene scene_, left_scene_; ///< the second of the view that is compared with
    ViewState left_drawn_;
    PxRect left_frame_;
    std::optional<double> drawn_share_;  ///< as `scene_` was made for
    std::optional<double> swiped_share_; ///< as `swiped_` has it; nothing: one scene alone
    DrawList swiped_;
    StoreEdits edits_{options_.edit};
    UiState state_;
    Wishes wishes_;
    ViewState seen_; ///< of the frame before
    sf::Clock map_clock_;
    double map_s_ = 0, rested_s_ = 0; ///< what the map took when it was last drawn; since the last move
    bool is_moving_ = false, is_stale_ = true, is_painted_ = false;
    bool look_is_stale_ = false, own_layers_changed_ = false; ///< of own layers: the first until drawn
    WordFilter word_filter_;
    std::uint64_t painted_ = 0;                      ///< frames so far
    int awake_ = frames_after_input, uncovered_ = 0; ///< frames that are computed, and painted, in any case

    std::vector<ReplayStep> replay_;
    std::size_t replay_at_ = 0;
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
