#pragma once

#include "render/map.hpp"
#include "render/ui/own_layer_model.hpp"
#include "render/view_state.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace sitmap {

/// What a store holds after an edit.
struct EditedStore {
    Ledger ledger;
    std::optional<IncidentTable> records; ///< where rows left the datasets for the ledger
};
using EditStore = std::function<EditedStore(const std::function<void(Ledger&)>& change,
                                            std::span<const IncidentId> incidents)>;

struct WindowOptions {
    int width_px = 1600, height_px = 1000; ///< logical pixels
    double scale = 0; ///< device pixels a logical pixel, 0.5 to 4; 0: as the desktop has it (1 in a replay)
    /// Tests and pictures: run this script of input, then close; the real pointer and keyboard are not
    /// listened to. Empty: interactive. One step a line, "#" begins a comment, positions are window pixels:
    ///
    ///     size W H               the window's size, 200 to 8000
    ///     move X Y               the pointer
    ///     press left             the button where the pointer is; also: release left, and with right,
    ///     middle,
    ///                            back or forward for left
    ///     click [right] X Y      move, press, release; also: doubleclick
    ///     drag X1 Y1 X2 Y2       press at the first, release at the second
    ///     wheel X Y N            N notches, towards the map when positive
    ///     key NAME               Home, Escape, Left, F, +, Ctrl+K …; hold NAME and let NAME: its two halves
    ///     type TEXT              into the field that has the focus
    ///     wait N                 N frames of 1/60 s
    ///     screenshot FILE.png
    ///     state FILE             what is seen, as lines of "name value": centre, metres_per_px, since,
    ///                            until, as_of, style, selection, shown, in_view, tool, group, measured,
    ///                            painted (frames so far) …; after `live`: frames, frame_ms_median,
    ///                            frame_ms_most, and pictures of the map since then
    ///     live                   from here on a frame does not wait for the map's picture, and is as long as
    ///                            it is: what somebody sees
    ///     quit
    std::filesystem::path replay;

    /// Changes the store's ledger in one transaction, rows of datasets among `incidents` promoted to it first
    /// (Store::decide); throws Error where the change does. Empty: nothing can be edited.
    EditStore edit;
    /// How the window stood when it was last closed (render/ui/kept_view.hpp), and what keeps how it stands
    /// now.
    std::string kept;
    bool restore_view = true; ///< false: bookmarks alone, because the view was asked for otherwise
    std::function<void(const std::string&)> keep;
    /// The user's own layers, as the map has them; and what keeps their order, opacity and visibility when
    /// the window is closed, if any was changed.
    std::vector<OwnLayer> own_layers;
    std::function<void(const std::vector<OwnLayer>&)> keep_own_layers;
};

/// Opens the interactive map and returns when it is closed. A view that still has the centre and scale of a
/// new ViewState shows all contents. Call `use_fonts` before. Throws Error: no display (nothing of SFML has
/// been touched then), no stencil buffer, a replay script that is not understood.
void run_window(Map map, const ViewState& initial, const WindowOptions& options);

/// Reads a map, and sets those options that depend on what is read. Throws Interrupted soon after `stop`
/// gives true; what it gives holds on to `stop` no longer.
using LoadMap = std::function<Map(WindowOptions&, const std::function<bool()>& stop)>;
/// The same, but opens the window at once and names in it what is being opened, while `load` runs on a thread
/// of its own; the window can be moved, sized and closed meanwhile. What `load` throws comes out. Closed
/// early, it stops `load` and returns.
void run_window(const std::string& name, const LoadMap& load, const ViewState& initial,
                const WindowOptions& options);

} // namespace sitmap
