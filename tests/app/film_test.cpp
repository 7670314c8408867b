// `film`: folders of pictures, what ffmpeg is given, and what it refuses.

#include "tests/app/program.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

namespace fs = std::filesystem;

namespace {

std::string store_in(const fs::path& folder)
{
    write_text(folder / "events.csv", "date,lat,lon,type,killed,place\n"
                                      "2019-07-01,32.8,13.2,Armed clash,3,Tripoli\n"
                                      "2019-07-02,32.7,13.3,Armed clash,1,Tripoli\n"
                                      "2019-07-03,32.9,13.1,Shelling/artillery/missile attack,2,Tripoli\n");
    const std::string store = (folder / "s.gpkg").string();
    const Outcome made = run_sitmap({"import", (folder / "events.csv").string(), store});
    INFO(made.err);
    REQUIRE(made.code == 0);
    return store;
}

/// An ffmpeg that only tells what it was given, first on the PATH while this lives.
class FakeFfmpeg {
public:
    explicit FakeFfmpeg(const fs::path& folder) : before_{std::getenv("PATH")}
    {
        const fs::path program = folder / "ffmpeg";
        write_text(program, "#!/bin/sh\nfor last; do :; done\n"
                            "{ printf '%s\\n' \"$@\"; wc -c; } > \"${last#file:}\"\n");
        fs::permissions(program, fs::perms::owner_all);
        setenv("PATH", (folder.string() + ":" + before_).c_str(), 1);
    }
    ~FakeFfmpeg() { setenv("PATH", before_.c_str(), 1); }
    FakeFfmpeg(const FakeFfmpeg&) = delete;
    FakeFfmpeg& operator=(const FakeFfmpeg&) = delete;

private:
    std::string before_;
};

} // namespace

TEST_CASE("film draws a picture for each step into a folder, the same bytes each time", "[app][film]")
{
    const fs::path folder = fresh_folder("app-film-folder");
    const std::string store = store_in(folder);
    for (const char* name : {"a", "b"}) {
        const Outcome made =
            run_sitmap({"film", store, (folder / name).string(), "--size", "800x450", "--window", "2"});
        INFO(made.err);
        REQUIRE(made.code == 0);
        CHECK(made.err.find("3 pictures, 1 Jul 2019 to 3 Jul 2019") != std::string::npos);
    }
    for (const char* name : {"00001.png", "00002.png", "00003.png"}) {
        REQUIRE(fs::exists(folder / "a" / name));
        CHECK(read_text(folder / "a" / name) == read_text(folder / "b" / name));
    }
    CHECK_FALSE(fs::exists(folder / "a" / "00004.png"));
    CHECK(read_text(folder / "a" / "00001.png") != read_text(folder / "a" / "00002.png"));

    CHECK(run_sitmap({"film", store, (folder / "a").string()}).err.find("--overwrite") != std::string::npos);
    write_text(folder / "b" / "notes.txt", "mine");
    const Outcome refused = run_sitmap({"film", store, (folder / "b").string(), "--overwrite"});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("holds other files") != std::string::npos);
    CHECK(read_text(folder / "b" / "notes.txt") == "mine");
}

TEST_CASE("film hands ffmpeg whole pictures and its arguments one by one", "[app][film]")
{
    const fs::path folder = fresh_folder("app-film-ffmpeg");
    const std::string store = store_in(folder);
    const FakeFfmpeg ffmpeg{folder};
    const fs::path out = folder / "a $(b).webm";
    const Outcome made =
        run_sitmap({"film", store, out.string(), "--size", "800x450", "--step", "2d", "--fps", "4"});
    INFO(made.err);
    REQUIRE(made.code == 0);
    const std::string told = read_text(out);
    CHECK(told.find("\n-s\n800x450\n-r\n4\n") != std::string::npos);
    CHECK(told.find("\nlibvpx-vp9\n") != std::string::npos);
    CHECK(told.find(std::to_string(2 * 800 * 450 * 4)) != std::string::npos);
    CHECK(run_sitmap({"film", store, out.string()}).code == 1);
}

TEST_CASE("film says what it lacks", "[app][film]")
{
    const fs::path folder = fresh_folder("app-film-trouble");
    const std::string store = store_in(folder);
    const auto error_of = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"film", store};
        all.insert(all.end(), more.begin(), more.end());
        const Outcome outcome = run_sitmap(all);
        CHECK(outcome.code == 1);
        return outcome.err;
    };
    CHECK(error_of({(folder / "a.avi").string()}).find(".webm, .mp4 or .gif") != std::string::npos);
    CHECK(error_of({(folder / "a").string(), "--step", "fortnight"}).find("--step 'fortnight'") !=
          std::string::npos);
    CHECK(error_of({(folder / "a.mp4").string(), "--size", "801x451"}).find("even numbers") !=
          std::string::npos);
    CHECK(error_of({(folder / "a").string(), "--since", "2019-08-01", "--until", "2019-07-01"})
              .find("end before it begins") != std::string::npos);
}
