#include "render/layers/incidents.hpp"

#include "render/cluster.hpp"
#include "render/layers/attribution.hpp"
#include "render/layers/density.hpp"
#include "render/layers/spider.hpp"
#include "render/px_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace sitmap {

namespace {

constexpr double legend_r = 5.2;

const TypeColours& colours_of(const Frame& frame, const Incident& incident)
{
    return frame.palette.types[static_cast<std::size_t>(incident.type())];
}

bool is_selected(const Selection& selection, const Incident& incident)
{
    const auto* chosen = std::get_if<IncidentSelection>(&selection);
    return chosen != nullptr && chosen->id == incident.id;
}

/// The outline of a district, area or line; a disc of its radius where no shape is known.
DrawnIncident outlined(Frame& frame, const Incident& incident)
{
    const Location& location = *incident.location;
    DrawnIncident drawn;
    drawn.incident = &incident;
    drawn.at = drawn.home = frame.camera.to_px(location.point).value_or(Px{-1e6, -1e6});
    drawn.outline = frame.projector.rings(location.shape);
    if (!lines_of(location.shape).empty()) {
        drawn.outline = frame.projector.lines(location.shape);
        drawn.closed = false;
    }
    const bool shapeless = polygons_of(location.shape).empty() && lines_of(location.shape).empty();
    if (shapeless) {
        const double radius_m =
            location.radius_m > 0 ? location.radius_m : usual_radius_m(location.precision);
        const double radius = radius_m / frame.camera.ground_m_per_px(location.point);
        const Contour ring = clip_ring(circle_px(drawn.at, radius), frame.projector.kept());
        if (ring.size() >= 3)
            drawn.outline = {ring};
    }
    return drawn;
}

struct Disc {
    Px at;
    double radius;
    EventType type;
};

double disc_radius_px(const Frame& frame, const Incident& incident)
{
    const Location& location = *incident.location;
    if (location.precision != PlacePrecision::locality && location.precision != PlacePrecision::near)
        return 0;
    const double radius_m = location.radius_m > 0 ? location.radius_m : usual_radius_m(location.precision);
    return radius_m / frame.camera.ground_m_per_px(location.point);
}

/// True-to-scale discs, each once; left out where smaller than the mark or where more than three would
/// overlap.
void draw_discs(Frame& frame, const std::vector<DrawnIncident>& marks)
{
    constexpr std::size_t most_compared = 1500;
    if (marks.size() > most_compared)
        return;
    std::vector<Disc> discs;
    std::vector<bool> strong;
    for (const DrawnIncident& m : marks) {
        const double radius = disc_radius_px(frame, *m.incident);
        if (radius <= mark_reach(m.mark))
            continue;
        const bool chosen =
            is_selected(frame.view.selection, *m.incident) || is_selected(frame.view.hovered, *m.incident);
        const auto same = std::find_if(discs.begin(), discs.end(), [&](const Disc& d) {
            return distance(d.at, m.home) < 1 && std::abs(d.radius - radius) < 1 &&
                   d.type == m.incident->type();
        });
        if (same != discs.end()) {
            const auto i = static_cast<std::size_t>(same - discs.begin());
            strong[i] = strong[i] || chosen;
            continue;
        }
        discs.push_back({m.home, radius, m.incident->type()});
        strong.push_back(chosen);
    }
    for (std::size_t i = 0; i < discs.size(); ++i) {
        const auto overlapping = std::count_if(discs.begin(), discs.end(), [&](const Disc& d) {
            return distance(d.at, discs[i].at) < d.radius + discs[i].radius;
        });
        if (overlapping > 4 && !strong[i]) // itself and three more
            continue;
        const Contour ring = clip_ring(circle_px(discs[i].at, discs[i].radius), frame.projector.kept());
        if (ring.size() >= 3)
            draw_uncertainty(frame.list(), frame.palette.types[static_cast<std::size_t>(discs[i].type)], ring,
                             strong[i] ? Emphasis::strong : Emphasis::none);
    }
}

void add_type_legend(Frame& frame, const Incident& incident)
{
    const SubEventType sub_type = incident.sub_type;
    const bool sea = incident.type() == EventType::sea_incident;
    const std::string label{sea ? name_of(sub_type) : name_of(incident.type())};
    frame.legend(LegendEntry::Group::incidents, label, [&](DrawList& mark) {
        draw_mark(mark, frame.palette, {9, 9}, {sub_type, legend_r, MarkFill::filled, false, {}});
    });
}

void add_knowledge_legend(Frame& frame, const Incident& incident, const Mark& mark)
{
    const auto sample = [&](MarkFill fill, bool core) {
        return [&frame, &mark, fill, core](DrawList& list) {
            draw_mark(list, frame.palette, {9, 9},
                      {mark.sub_type, fill == MarkFill::split ? 7.2 : legend_r, fill, core, {}});
        };
    };
    if (mark.core && mark.fill == MarkFill::filled)
        frame.legend(LegendEntry::Group::precision, "Exact to 100 m", sample(MarkFill::filled, true));
    if (is_wide(incident.location->precision))
        frame.legend(LegendEntry::Group::precision, "Province or wider", sample(MarkFill::hollow, false));
    if (mark.fill == MarkFill::split)
        frame.legend(LegendEntry::Group::attribution, "Who did it: disputed", sample(MarkFill::split, false));
    if (mark.fill == MarkFill::unverified)
        frame.legend(LegendEntry::Group::attribution, "One source only", sample(MarkFill::unverified, false));
    const double disc = disc_radius_px(frame, incident);
    if (disc > mark_reach(mark))
        frame.legend(LegendEntry::Group::precision, "Locality, true to scale", [&](DrawList& list) {
            draw_uncertainty(list, colours_of(frame, incident), circle_px({9, 9}, 8.2), Emphasis::none);
            draw_mark(
                list, frame.palette, {9, 9},
                {mark.sub_type, 3.4, mark.fill == MarkFill::split ? MarkFill::filled : mark.fill, false, {}});
        });
}

void add_outline_legend(Frame& frame, const DrawnIncident& area)
{
    frame.legend(LegendEntry::Group::precision, area.closed ? "Area or district" : "Along a line",
                 [&](DrawList& list) {
                     const TypeColours& c = colours_of(frame, *area.incident);
                     if (area.closed)
                         draw_area_outline(list, frame.palette, c, {rounded_rect_px({1.5, 3.5, 15, 11}, 5)});
                     else
                         draw_line_outline(list, frame.palette, c, {{{0, 9}, {18, 9}}});
                 });
}

/// Hits along the outline, where something is to be seen.
void add_outline_targets(Frame& frame, const DrawnIncident& area)
{
    constexpr double every_px = 24, reach_px = 6;
    for (Contour contour : area.outline) {
        if (area.closed && !contour.empty())
            contour.push_back(contour.front());
        for (double at = 0; at < std::min(length_px(contour), 8000.0); at += every_px)
            if (const auto p = point_along(contour, at); p && frame.camera.frame().contains(p->at))
                frame.scene.targets.push_back({p->at, reach_px, IncidentSelection{area.incident->id}});
    }
}

/// Nothing hangs on which of them is drawn: several incidents are known to one district.
bool looks_like(const DrawnIncident& a, const DrawnIncident& b)
{
    return a.incident->type() == b.incident->type() && a.closed == b.closed && a.outline == b.outline;
}

/// How an area is drawn: not at all where one that looks like it has been, thin where more than three others
/// lie over it.
enum class OutlineWeight : std::uint8_t { none, thin, full };
std::vector<OutlineWeight> outline_weights(const std::vector<DrawnIncident>& areas)
{
    constexpr std::ptrdiff_t most_over_one_another = 4; // itself and three more
    std::vector<OutlineWeight> weights(areas.size(), OutlineWeight::full);
    std::vector<PxRect> drawn; // the boxes of those at `which`
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (std::any_of(which.begin(), which.end(),
                        [&](std::size_t w) { return looks_like(areas[w], areas[i]); })) {
            weights[i] = OutlineWeight::none;
            continue;
        }
        which.push_back(i);
        Contour corners;
        for (const Contour& part : areas[i].outline)
            corners.insert(corners.end(), part.begin(), part.end());
        drawn.push_back(bounds(corners));
    }
    for (std::size_t k = 0; k < which.size(); ++k) {
        const auto over = std::count_if(drawn.begin(), drawn.end(),
                                        [&](const PxRect& other) { return other.overlaps(drawn[k]); });
        if (over > most_over_one_another && areas[which[k]].closed)
            weights[which[k]] = OutlineWeight::thin;
    }
    return weights;
}

void draw_outlines(Frame& frame, const std::vector<DrawnIncident>& areas)
{
    const std::vector<OutlineWeight> weights = outline_weights(areas);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const DrawnIncident& area = areas[i];
        const TypeColours& c = colours_of(frame, *area.incident);
        if (weights[i] == OutlineWeight::thin)
            draw_thin_area_outline(frame.list(), c, area.outline);
        else if (weights[i] == OutlineWeight::full && area.closed)
            draw_area_outline(frame.list(), frame.palette, c, area.outline);
        else if (weights[i] == OutlineWeight::full)
            draw_line_outline(frame.list(), frame.palette, c, area.outline);
        add_type_legend(frame, *area.incident);
        add_outline_legend(frame, area);
        add_outline_targets(frame, area);
    }
}

void draw_one(Frame& frame, const DrawnIncident& m)
{
    const Incident& incident = *m.incident;
    const bool selected = is_selected(frame.view.selection, incident);
    draw_mark(frame.list(), frame.palette, m.at, m.mark);
    double reach = mark_reach(m.mark);
    const bool told = m.mark.fill == MarkFill::split || incident.attribution == Attribution::claimed;
    if (told && (selected || m.mark.r > attribution_ring_from_r)) {
        draw_attribution_ring(frame, incident, m.at, m.mark);
        reach += 5;
    }
    if (selected) {
        draw_selection_ring(frame.list(), frame.palette, m.at, reach);
        reach += 11;
    } else if (is_selected(frame.view.hovered, incident)) {
        frame.stroke_rings({circle_px(m.at, reach + 3)}, frame.palette.accent, 1.5);
    }
    frame.taken.take_disc(m.at, reach);
    frame.scene.targets.push_back({m.at, mark_reach(m.mark), IncidentSelection{incident.id}});
    add_type_legend(frame, incident);
    add_knowledge_legend(frame, incident, m.mark);
}

void draw_clusters(Frame& frame, const Arrangement& arrangement, const std::vector<DrawnIncident>& marks)
{
    for (const Cluster& cluster : arrangement.clusters) {
        std::array<std::size_t, event_type_count> by_type{};
        const Incident* deadliest = marks[cluster.members.front()].incident;
        const auto killed = [](const Incident& i) { return i.killed ? i.killed->size_by() : 0; };
        for (const std::size_t i : cluster.members) {
            const Incident& incident = *marks[i].incident;
            ++by_type[static_cast<std::size_t>(incident.type())];
            if (killed(incident) > killed(*deadliest))
                deadliest = &incident;
            add_type_legend(frame, incident);
        }
        draw_cluster(frame.list(), frame.palette, cluster.at, by_type);
        frame.taken.take_disc(cluster.at, cluster.radius_px + 4.5);
        Contour homes;
        for (const std::size_t i : cluster.members)
            homes.push_back(marks[i].home);
        frame.scene.targets.push_back(
            {cluster.at, cluster.radius_px + 3, IncidentSelection{deadliest->id}, bounds(homes)});
    }
    if (!arrangement.clusters.empty())
        frame.legend(LegendEntry::Group::incidents, "Several incidents", [&](DrawList& list) {
            list.commands.push_back(FillPath{{circle_px({9, 9}, 6)}, frame.palette.paper, {}, {}});
            list.commands.push_back(StrokePath{
                {arc_px({9, 9}, 6, 90, -120)}, false, frame.palette.types[0].fill, 3.4, {}, Cap::butt});
            list.commands.push_back(StrokePath{
                {arc_px({9, 9}, 6, -128, -262)}, false, frame.palette.types[1].fill, 3.4, {}, Cap::butt});
        });
}

void draw_marks(Frame& frame, std::vector<DrawnIncident> marks)
{
    // Larger first, so that a small one is never hidden; by id where equal, so that the order is always the
    // same.
    std::stable_sort(marks.begin(), marks.end(), [](const DrawnIncident& a, const DrawnIncident& b) {
        return a.mark.r != b.mark.r ? a.mark.r > b.mark.r : a.incident->id < b.incident->id;
    });
    const std::vector<Spider> spiders = spiders_of(frame, marks);
    std::vector<Spot> spots;
    for (const DrawnIncident& m : marks) {
        const double ring =
            (m.mark.fill == MarkFill::split || m.incident->attribution == Attribution::claimed) &&
                    m.mark.r > attribution_ring_from_r
                ? 5
                : 0;
        spots.push_back(
            {m.home, mark_reach(m.mark) + ring, m.mark.r, is_selected(frame.view.selection, *m.incident)});
    }
    for (const Spider& spider : spiders)
        for (std::size_t i = 0; i < spider.members.size(); ++i) {
            spots[spider.members[i]].at = spider.feet[i];
            spots[spider.members[i]].pinned = true;
        }
    const Arrangement arrangement = arrange(spots);
    for (std::size_t i = 0; i < marks.size(); ++i)
        marks[i].at = arrangement.at[i];
    for (const Spider& spider : spiders)
        draw_legs(frame, spider);
    draw_clusters(frame, arrangement, marks);
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (!arrangement.clustered[i]) {
            draw_one(frame, marks[i]);
            frame.drawn.push_back(marks[i]);
        }
}

std::string counted(std::size_t n, const char* one, const char* many)
{
    return std::to_string(n) + (n == 1 ? one : many);
}

} // namespace

bool rests_on_one_source(const Incident& incident, const Ledger& ledger)
{
    if (incident.claims.empty()) // a dataset's row whose claims are still in the store
        return false;
    std::set<std::pair<std::string, std::string>> voices;
    for (const ClaimRef ref : incident.claims) {
        const Event& event = ledger.events[ref.event];
        const Document* document = ledger.document(event.document);
        if (document != nullptr && document->kind == "dataset")
            return false;
        voices.emplace(event.document, ledger.claim(ref).speaker);
        if (voices.size() > 1)
            return false;
    }
    return true;
}

bool is_wide(PlacePrecision p)
{
    return p == PlacePrecision::province || p == PlacePrecision::country || p == PlacePrecision::sea;
}

bool is_outlined(const Location& location)
{
    return location.precision == PlacePrecision::district || location.precision == PlacePrecision::line;
}

/// True where the area is smaller than its symbol would be: at that scale an outline of a few pixels would
/// hide how many were killed, as a disc would.
bool is_lost_in(const Mark& mark, const DrawnIncident& area)
{
    return area.closed && std::all_of(area.outline.begin(), area.outline.end(), [&](const Contour& c) {
               const PxRect box = bounds(c);
               return box.width < 2 * mark.r && box.height < 2 * mark.r;
           });
}

Mark mark_for(const Incident& incident, const Ledger& ledger, MarkSizes sizes)
{
    Mark mark;
    mark.sub_type = incident.sub_type;
    // Sea incidents are sized as on sheets: their numbers run to hundreds.
    const MarkSizes used = incident.type() == EventType::sea_incident ? sheet_sizes : sizes;
    mark.r = mark_radius(incident.killed ? incident.killed->size_by() : 0, used);
    if (incident.killed && incident.killed->high() && *incident.killed->high() > incident.killed->size_by())
        mark.high_r = mark_radius(*incident.killed->high(), used);
    const PlacePrecision precision =
        incident.location ? incident.location->precision : PlacePrecision::unknown;
    mark.core = precision == PlacePrecision::exact;
    if (is_wide(precision))
        mark.fill = MarkFill::hollow;
    else if (incident.attribution == Attribution::disputed)
        mark.fill = MarkFill::split;
    else if (rests_on_one_source(incident, ledger))
        mark.fill = MarkFill::unverified;
    return mark;
}

LonLat standing_point(Frame& frame, const Location& location)
{
    if (!is_wide(location.precision))
        return location.point;
    const std::string key =
        std::string{name_of(location.precision)} + location.place_id + "/" + location.name;
    if (!polygons_of(location.shape).empty())
        return frame.cache.visual_centre(key, location.shape).value_or(location.point);
    if (location.precision == PlacePrecision::country && frame.map.basemap != nullptr)
        if (const auto* country = frame.map.basemap->country(location.country))
            return frame.cache.visual_centre("country:" + country->iso, country->area)
                .value_or(location.point);
    return location.point;
}

void draw_incidents(Frame& frame)
{
    std::vector<DrawnIncident> marks, areas;
    std::size_t unplaced = 0, elsewhere = 0;
    for (const Incident& incident : frame.scene.shown) {
        if (!incident.location || incident.location->precision == PlacePrecision::unknown) {
            ++unplaced;
            continue;
        }
        if (is_outlined(*incident.location)) {
            DrawnIncident area = outlined(frame, incident);
            const bool seen = std::any_of(area.outline.begin(), area.outline.end(), [&](const Contour& c) {
                return bounds(c).overlaps(frame.camera.frame());
            });
            elsewhere += !seen;
            const Mark mark = mark_for(incident, frame.map.ledger, frame.sizes);
            if (seen && is_lost_in(mark, area))
                marks.push_back({&incident, area.home, area.home, mark, {}, true});
            else if (seen)
                areas.push_back(std::move(area));
            continue;
        }
        const auto at = frame.camera.to_px(standing_point(frame, *incident.location));
        if (at && frame.camera.frame().contains(*at))
            marks.push_back(
                {&incident, *at, *at, mark_for(incident, frame.map.ledger, frame.sizes), {}, true});
        else
            ++elsewhere;
    }
    frame.scene.in_view = marks.size() + areas.size();
    if (const auto& density = frame.scene.density) {
        const auto is_record = [&](const DrawnIncident& drawn) {
            return static_cast<std::size_t>(drawn.incident - frame.scene.shown.data()) >=
                   frame.scene.from_ledger;
        };
        // The records that stand alone are marks, and among those that the density has counted.
        frame.scene.in_view += density->in_view;
        frame.scene.in_view -=
            static_cast<std::size_t>(std::count_if(marks.begin(), marks.end(), is_record)) +
            static_cast<std::size_t>(std::count_if(areas.begin(), areas.end(), is_record));
        frame.note(words_on(*density));
    }
    if (unplaced > 0)
        frame.note(counted(unplaced, " incident without a known place is not drawn",
                           " incidents without a known place are not drawn"));
    if (elsewhere > 0)
        frame.note(
            counted(elsewhere, " incident lies outside the frame", " incidents lie outside the frame"));
    draw_outlines(frame, areas);
    frame.drawn.insert(frame.drawn.end(), areas.begin(), areas.end());
    draw_discs(frame, marks);
    draw_marks(frame, std::move(marks));
}

} // namespace sitmap
