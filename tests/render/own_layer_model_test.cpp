#include "render/ui/own_layer_model.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace sitmap;

namespace {

/// From the lowest: a picture, a file of two layers, a picture, a file of one.
struct Stack {
    std::vector<OwnFile> files{{{"/m/shade.tif", {}, {}, 1, true}, 1},
                               {{"/m/roads.gpkg", "kind", {}, 0.8, true}, 2},
                               {{"/m/smoke.tif", {}, {}, 1, true}, 1},
                               {{"/m/camps.geojson", {}, "name", 1, true}, 1}};
    std::vector<OverlayLayer> layers;
    Stack()
    {
        for (const char* title : {"shade", "roads: major", "roads: minor", "smoke", "camps"}) {
            layers.emplace_back();
            layers.back().title = title;
        }
        for (const std::size_t picture : {std::size_t{0}, std::size_t{3}})
            layers[picture].image = std::make_shared<const Pixels>();
    }
    [[nodiscard]] std::string titles() const
    {
        std::string all;
        for (const OverlayLayer& layer : layers)
            all += layer.title + "|";
        return all;
    }
};

using Kind = OwnLayerChange::Kind;

} // namespace

TEST_CASE("a file is remembered as hidden when all of its layers are", "[render][ui][own_layers]")
{
    std::vector<OwnFile> files(3);
    files[1].layers = 2;
    files[1].kept.path = "/somewhere/b.gpkg";
    CHECK(hidden_layers(files).empty());
    CHECK_FALSE(note_hidden(files, {1})); // one of two
    CHECK(note_hidden(files, {1, 2}));
    CHECK_FALSE(files[1].kept.visible);
    CHECK(files[0].kept.visible);
    CHECK(hidden_layers(files) == std::set<std::size_t>{1, 2});
    OwnLayer before;
    before.path = "/somewhere/b.gpkg";
    CHECK_FALSE(arranged({before}, files).front().visible);
    CHECK(note_hidden(files, {}));
    CHECK(arranged({before}, files).front().visible);
}

TEST_CASE("own layers are listed as they are drawn: pictures below all else", "[render][ui][layers]")
{
    const Stack stack;
    CHECK(topmost_first(stack.files, stack.layers) == std::vector<std::size_t>{3, 1, 2, 0});
    CHECK(neighbour(stack.files, stack.layers, 1, true) == 3u);
    CHECK_FALSE(neighbour(stack.files, stack.layers, 3, true));  // the topmost
    CHECK_FALSE(neighbour(stack.files, stack.layers, 1, false)); // no order brings lines under a picture
    CHECK(neighbour(stack.files, stack.layers, 2, false) == 0u);
    CHECK_FALSE(neighbour(stack.files, stack.layers, 9, true));
}

TEST_CASE("a file moves with all its layers, and what is hidden stays hidden", "[render][ui][layers]")
{
    Stack stack;
    const auto before = apply({Kind::raise, 1, 1}, stack.files, stack.layers);
    CHECK(stack.titles() == "shade|smoke|camps|roads: major|roads: minor|");
    CHECK(stack.files[3].kept.path == "/m/roads.gpkg");
    CHECK(first_layer(stack.files, 3) == 3);
    CHECK(moved({2, 4}, before) == std::set<std::size_t>{2, 4}); // minor roads and camps, changed about
    CHECK(moved({1}, before) == std::set<std::size_t>{3});
    static_cast<void>(apply({Kind::lower, 3, 1}, stack.files, stack.layers));
    CHECK(stack.titles() == "shade|smoke|roads: major|roads: minor|camps|");
    CHECK(topmost_first(stack.files, stack.layers) == std::vector<std::size_t>{3, 2, 1, 0});
    CHECK(apply({Kind::raise, 3, 1}, stack.files, stack.layers).empty()); // it is the topmost
    CHECK(apply({Kind::raise, 7, 1}, stack.files, stack.layers).empty());
    CHECK(moved({4}, {}) == std::set<std::size_t>{4});
}

TEST_CASE("lowering takes back what raising did to the order that is drawn", "[render][ui][layers]")
{
    const auto drawn = [](const Stack& stack) {
        std::vector<std::string> paths;
        for (const std::size_t file : topmost_first(stack.files, stack.layers))
            paths.push_back(stack.files[file].kept.path.string());
        return paths;
    };
    for (const std::size_t file : {std::size_t{0}, std::size_t{1}}) { // the others are topmost of their kind
        Stack stack;
        const auto before = drawn(stack);
        const std::size_t to = neighbour(stack.files, stack.layers, file, true).value();
        static_cast<void>(apply({Kind::raise, file, 1}, stack.files, stack.layers));
        CHECK(drawn(stack) != before);
        static_cast<void>(apply({Kind::lower, to, 1}, stack.files, stack.layers));
        CHECK(drawn(stack) == before);
    }
}

TEST_CASE("opacity is that of all layers of a file", "[render][ui][layers]")
{
    Stack stack;
    CHECK(apply({Kind::fade, 1, 0.35}, stack.files, stack.layers).empty());
    CHECK(stack.layers[1].opacity == 0.35);
    CHECK(stack.layers[2].opacity == 0.35);
    CHECK(stack.layers[3].opacity == 1);
    static_cast<void>(apply({Kind::fade, 0, 7}, stack.files, stack.layers));
    CHECK(stack.files[0].kept.opacity == 1);
}

TEST_CASE("files that do not fit the layers give way to one for each layer", "[render][ui][layers]")
{
    Stack stack;
    CHECK(fitted(stack.files, stack.layers).size() == 4);
    stack.layers.pop_back();
    stack.layers[2].opacity = 0.25;
    const auto own = fitted(stack.files, stack.layers);
    REQUIRE(own.size() == 4);
    CHECK(own[2].kept.opacity == 0.25);
    CHECK(own[2].kept.path.empty());
}

TEST_CASE("a store remembers order and opacity of what it remembered, and keeps the rest in its place",
          "[render][ui][layers]")
{
    const Stack stack;
    const OwnLayer gone{"/m/gone.shp", {}, {}, 0.5, false};
    const std::vector<OwnLayer> remembered{
        {"/m/camps.geojson", {}, "name", 0.9, true}, gone, {"/m/roads.gpkg", "kind", {}, 1, true}};
    const auto now = arranged(remembered, stack.files);
    REQUIRE(now.size() == 3); // the pictures were given for once
    CHECK(now[0] == OwnLayer{"/m/roads.gpkg", "kind", {}, 0.8, true});
    CHECK(now[1] == gone);
    CHECK(now[2] == OwnLayer{"/m/camps.geojson", {}, "name", 1, true});
    CHECK(arranged(now, stack.files) == now);
    CHECK(arranged({}, stack.files).empty());
}
