#include "engine/own_layers.hpp"

#include "engine/database.hpp"
#include "engine/store.hpp"
#include "geodata/error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sitmap;

namespace fs = std::filesystem;

TEST_CASE("a store remembers the user's own layers, in their order", "[engine][store]")
{
    const fs::path folder = fs::path{SITMAP_TEST_OUT} / "own-layers";
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path path = folder / "s.gpkg";
    CHECK_THROWS_AS(own_layers(path), Error);
    CHECK_THROWS_AS(keep_own_layers(path, {}), Error);
    CHECK_FALSE(fs::exists(path));
    {
        Intake intake;
        intake.document.text = "text";
        intake.document.id = sha256("text");
        Store store = Store::open_or_create(path);
        store.import({&intake, 1});
    }
    CHECK(own_layers(path).empty());
    const std::vector<OwnLayer> kept{
        {fs::absolute(folder / "roads.fgb"), "class", "name", 0.5, true, "major"},
        {"/elsewhere/relief.tif", "", "", 1, false, ""}};
    keep_own_layers(path, kept);
    CHECK(own_layers(path) == kept);
    keep_own_layers(path, {kept[1]});
    CHECK(own_layers(path) == std::vector<OwnLayer>{kept[1]});
    CHECK(Store::open(path).load().documents.size() == 1);

    // A table that an older program made is read, and grows.
    {
        Database older{path, Database::Mode::write};
        older.run("ALTER TABLE sitmap_own_layers DROP COLUMN layer");
    }
    REQUIRE(own_layers(path).size() == 1);
    CHECK(own_layers(path)[0].layer.empty());
    keep_own_layers(path, kept);
    CHECK(own_layers(path) == kept);

    // What lies beside the store is found again where both are moved.
    keep_own_layers(path, kept);
    const fs::path moved = fs::path{SITMAP_TEST_OUT} / "own-layers-moved";
    fs::remove_all(moved);
    fs::rename(folder, moved);
    CHECK(own_layers(moved / "s.gpkg")[0].path == fs::absolute(moved / "roads.fgb"));
}
