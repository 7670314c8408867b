#include "render/density_field.hpp"
#include "render/scene.hpp"
#include "render/sfml/painter.hpp"
#include "render/text/shaper.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/made_up.hpp"

#include <SFML/Graphics/RenderWindow.hpp>
#include <SFML/Graphics/VertexBuffer.hpp>
#include <SFML/OpenGL.hpp>

#include <cstdlib>
#include <memory>

namespace sitmap::bench {

namespace {

constexpr unsigned width = 1920, height = 1080;
constexpr double world_m_per_px = 20'000, country_m_per_px = 2'000;
constexpr int fewest_frames = 8;
constexpr double least_seconds = 1.5;

/// The same window for both: no multisampling, which costs the peer as much as us.
sf::RenderWindow& window()
{
    static sf::RenderWindow opened{sf::VideoMode{width, height}, "sitmap bench", sf::Style::None,
                                   sf::ContextSettings{0, 8, 0}};
    return opened;
}

Camera camera_at(double metres_per_px)
{
    return {Projection::web_mercator(), {20, 10}, metres_per_px, {0, 0, width, height}};
}

void show()
{
    window().display();
    glFinish();
}

/// The least of several frames, each panned by a few pixels, so that nothing can be kept. Both are given as
/// long: where the machine does other things meanwhile, a few short frames would all be disturbed.
double least_frame(Camera camera, const std::function<void(const Camera&)>& draw)
{
    draw(camera);
    double least = 1e9;
    double all = 0;
    for (int i = 0; i < fewest_frames || all < least_seconds; ++i) {
        camera = i / 20 % 2 == 0 ? camera.panned(3, 2) : camera.panned(-3, -2);
        const double one = seconds([&] { draw(camera); });
        least = std::min(least, one);
        all += one;
    }
    return least;
}

/// The slowest of a series that pans and zooms in and out again, as somebody does who looks round: what is
/// felt as a jerk.
double slowest_frame(Camera camera, const std::function<void(const Camera&)>& draw)
{
    constexpr int frames_one_way = 24;
    constexpr double nearer = 1.06; // fourfold in all
    draw(camera);
    double slowest = 0;
    for (int i = 0; i < 2 * frames_one_way; ++i) {
        const double factor = i < frames_one_way ? nearer : 1 / nearer;
        camera = camera.panned(3, 2).zoomed({width / 2.0, height / 2.0}, factor);
        slowest = std::max(slowest, seconds([&] { draw(camera); }));
    }
    return slowest;
}

/// Every incident a point of SFML's vertex buffer on the graphics card, moved by the view.
class Points {
public:
    explicit Points(const IncidentTable& table) : buffer_{sf::Points, sf::VertexBuffer::Static}
    {
        const auto mercator = Projection::web_mercator();
        std::vector<sf::Vertex> vertices;
        vertices.reserve(table.size());
        for (std::uint32_t row = 0; row < table.size(); ++row)
            if (const auto m = table.is_placed(row) ? mercator.to_plane(table.point(row)) : std::nullopt)
                vertices.emplace_back(
                    sf::Vector2f{static_cast<float>(m->x / 1000), static_cast<float>(-m->y / 1000)},
                    sf::Color{228, 96, 63, 160});
        require(buffer_.create(vertices.size()) && buffer_.update(vertices.data()),
                "the vertex buffer takes all points");
    }
    void draw(const Camera& camera) const
    {
        const auto middle = camera.projection().to_plane(camera.centre());
        sf::View view;
        view.setCenter(static_cast<float>(middle->x / 1000), static_cast<float>(-middle->y / 1000));
        const double km = camera.metres_per_px() / 1000;
        view.setSize(static_cast<float>(width * km), static_cast<float>(height * km));
        window().setView(view);
        window().clear();
        window().draw(buffer_);
        show();
    }

private:
    sf::VertexBuffer buffer_;
};

/// The whole way of the window's map: choice, accumulation, Gaussian, colours, rings, OpenGL.
/// Returns whether they were drawn as a density.
bool draw_scene(const Map& map, SceneCache& cache, SfmlPainter& painter, const Camera& camera)
{
    ViewState view;
    view.style = StyleName::dark;
    const Scene scene = build_scene(map, view, camera, cache);
    painter.paint(window(), scene.list);
    show();
    return scene.density.has_value();
}

/// As many in the cells as the camera itself puts into the frame; those on an edge may fall either way.
void prove(const Map& map, const Camera& camera)
{
    const IncidentTable& table = map.records->table();
    std::size_t seen = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (const auto at = table.is_placed(row) ? camera.to_px(table.point(row)) : std::nullopt)
            seen += camera.frame().contains(*at) ? 1U : 0U;
    const auto counted = CellGrid{camera, 2, 0}.count(map.records->places(),
                                                      [](const RecordPlaces::Segment&) { return true; });
    const double apart = static_cast<double>(counted.total()) - static_cast<double>(seen);
    require(std::abs(apart) <= 2 + static_cast<double>(seen) * 1e-4,
            "the density counts what the camera sees");
}

void compare(Table& table, const std::string& size, std::size_t count)
{
    Map map;
    IncidentTable made_up = made_up_incidents(count);
    table.measure("records ready to draw, " + size, "s",
                  seconds([&] { map.records = std::make_shared<Records>(std::move(made_up)); }));
    for (const auto& [name, metres_per_px] :
         {std::pair{"world", world_m_per_px}, std::pair{"country", country_m_per_px}}) {
        const Camera camera = camera_at(metres_per_px);
        prove(map, camera);
        double theirs = 0, their_slowest = 0;
        {
            const Points points{map.records->table()};
            const auto draw = [&](const Camera& c) { points.draw(c); };
            theirs = least_frame(camera, draw);
            their_slowest = slowest_frame(camera, draw);
        }
        SceneCache cache;
        SfmlPainter painter;
        const double ours = least_frame(camera, [&](const Camera& c) {
            require(draw_scene(map, cache, painter, c), "so many are drawn as a density");
        });
        const bool is_world = metres_per_px == world_m_per_px;
        const std::string goal = is_world && count >= 1'000'000 ? "frame " + size : "";
        table.compare("frame, " + size + ", " + name, "ms", ours * 1000, "SFML vertex buffer", theirs * 1000,
                      goal);
        const double our_slowest =
            slowest_frame(camera, [&](const Camera& c) { (void)draw_scene(map, cache, painter, c); });
        table.compare("slowest frame of a tour, " + size + ", " + name, "ms", our_slowest * 1000,
                      "SFML vertex buffer", their_slowest * 1000);
        if (is_world && count == 10'000'000)
            table.measure("frames a second, " + size, "1/s", 1 / ours, "frames a second 10 M");
    }
    table.measure("another window of time, " + size, "ms",
                  1000 * best_seconds(3, [&] {
                      Query query;
                      query.since = parse_day("2015-01-01");
                      query.until = parse_day("2019-12-31");
                      SceneCache cache;
                      static_cast<void>(cache.records(map, query, {}));
                  }));
}

} // namespace

void bench_frames(Table& table)
{
    if (std::getenv("DISPLAY") == nullptr) {
        table.head("frames: left out, as there is no display; run under xvfb-run");
        return;
    }
    table.head("a frame of 1920 x 1080, software OpenGL, panned: nothing is kept");
    use_fonts(std::filesystem::path{SITMAP_ASSETS} / "fonts");
    compare(table, "100 k", 100'000);
    compare(table, "1 M", 1'000'000);
    compare(table, "10 M", 10'000'000);
    table.peak_memory("frames of 10 M");
}

} // namespace sitmap::bench
