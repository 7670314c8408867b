#include "render/ui/own_layer_model.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace sitmap;

namespace {

/// From the lowest: a picture, two layers of one file, a picture, a file with a single layer.
struct Stack {
    std::vector<OwnLayer> own{{"/m/shade.tif", {}, {}, 1, true, {}},
                              {"/m/roads.gpkg", "kind", {}, 0.8, true, "major"},
                              {"/m/roads.gpkg", "kind", {}, 0.8, true, "minor"},
                              {"/m/smoke.tif", {}, {}, 1, true, {}},
                              {"/m/camps.geojson", {}, "name", 1, true, {}}};
    std::vector<OverlayLayer> layers;
    Stack()
    {
        for (const char* title : {"shade", "major", "minor", "smoke", "camps"}) {
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

TEST_CASE("one layer of several in a file stays hidden", "[render][ui][own_layers]")
{
    Stack stack;
    CHECK(hidden_layers(stack.own).empty());
    CHECK(note_hidden(stack.own, {2}));
    CHECK_FALSE(note_hidden(stack.own, {2}));
    CHECK(hidden_layers(stack.own) == std::set<std::size_t>{2});
    // An older program remembered the file as a whole.
    const OwnLayer whole{"/m/roads.gpkg", "kind", {}, 1, true, {}};
    const auto kept = arranged({whole}, stack.own);
    REQUIRE(kept.size() == 2);
    CHECK(kept[0] == OwnLayer{"/m/roads.gpkg", "kind", {}, 0.8, true, "major"});
    CHECK(kept[1] == OwnLayer{"/m/roads.gpkg", "kind", {}, 0.8, false, "minor"});
    CHECK(note_hidden(stack.own, {}));
    CHECK(arranged(kept, stack.own)[1].visible);
}

TEST_CASE("own layers are listed as they are drawn: pictures below all else", "[render][ui][layers]")
{
    const Stack stack;
    CHECK(topmost_first(stack.layers) == std::vector<std::size_t>{4, 2, 1, 3, 0});
    CHECK(neighbour(stack.layers, 2, true) == 4u);
    CHECK(neighbour(stack.layers, 2, false) == 1u);
    CHECK_FALSE(neighbour(stack.layers, 4, true));  // the topmost
    CHECK_FALSE(neighbour(stack.layers, 1, false)); // no order brings lines under a picture
    CHECK(neighbour(stack.layers, 3, false) == 0u);
    CHECK_FALSE(neighbour(stack.layers, 9, true));
}

TEST_CASE("a layer moves by itself, and what is hidden stays hidden", "[render][ui][layers]")
{
    Stack stack;
    const auto before = apply({Kind::raise, 2, 1}, stack.own, stack.layers);
    CHECK(stack.titles() == "shade|major|camps|smoke|minor|");
    CHECK(stack.own[4].layer == "minor");
    CHECK(stack.own[2].path == "/m/camps.geojson");
    CHECK(moved({2, 4}, before) == std::set<std::size_t>{2, 4}); // minor roads and camps, changed about
    CHECK(moved({2}, before) == std::set<std::size_t>{4});
    static_cast<void>(apply({Kind::lower, 4, 1}, stack.own, stack.layers));
    CHECK(stack.titles() == "shade|major|minor|smoke|camps|");
    CHECK(apply({Kind::raise, 4, 1}, stack.own, stack.layers).empty()); // it is the topmost
    CHECK(apply({Kind::raise, 7, 1}, stack.own, stack.layers).empty());
    CHECK(moved({4}, {}) == std::set<std::size_t>{4});
}

TEST_CASE("lowering takes back what raising did to the order that is drawn", "[render][ui][layers]")
{
    for (const std::size_t layer : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        Stack stack;
        const std::string titles = stack.titles();
        const std::size_t to = neighbour(stack.layers, layer, true).value();
        static_cast<void>(apply({Kind::raise, layer, 1}, stack.own, stack.layers));
        CHECK(stack.titles() != titles);
        static_cast<void>(apply({Kind::lower, to, 1}, stack.own, stack.layers));
        CHECK(stack.titles() == titles);
    }
}

TEST_CASE("opacity is each layer's own", "[render][ui][layers]")
{
    Stack stack;
    CHECK(apply({Kind::fade, 1, 0.35}, stack.own, stack.layers).empty());
    CHECK(stack.layers[1].opacity == 0.35);
    CHECK(stack.layers[2].opacity == 1);
    static_cast<void>(apply({Kind::fade, 0, 7}, stack.own, stack.layers));
    CHECK(stack.own[0].opacity == 1);
}

TEST_CASE("what does not fit the layers gives way to one without a file for each", "[render][ui][layers]")
{
    Stack stack;
    CHECK(fitted(stack.own, stack.layers) == stack.own);
    stack.layers.pop_back();
    stack.layers[2].opacity = 0.25;
    const auto own = fitted(stack.own, stack.layers);
    REQUIRE(own.size() == 4);
    CHECK(own[2].opacity == 0.25);
    CHECK(own[2].path.empty());
}

TEST_CASE("a store remembers order and opacity of what it remembered, and keeps the rest in its place",
          "[render][ui][layers]")
{
    const Stack stack;
    const OwnLayer gone{"/m/gone.shp", {}, {}, 0.5, false, {}};
    const std::vector<OwnLayer> remembered{{"/m/camps.geojson", {}, "name", 0.9, true, {}},
                                           gone,
                                           {"/m/roads.gpkg", "kind", {}, 1, true, "minor"},
                                           {"/m/roads.gpkg", "kind", {}, 1, true, "tracks"}};
    const auto now = arranged(remembered, stack.own);
    REQUIRE(now.size() == 4); // the pictures were given for once
    CHECK(now[0] == OwnLayer{"/m/roads.gpkg", "kind", {}, 0.8, true, "minor"});
    CHECK(now[1] == gone);
    CHECK(now[2] == OwnLayer{"/m/camps.geojson", {}, "name", 1, true, {}});
    CHECK(now[3] == remembered[3]);
    CHECK(arranged(now, stack.own) == now);
    CHECK(arranged({}, stack.own).empty());
}
