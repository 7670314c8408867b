#include "window_session.hpp"

#include "made_records.hpp"

#include "render/text/shaper.hpp"

#include <fstream>

namespace sitmap::test {

namespace {

namespace fs = std::filesystem;

const fs::path out = SITMAP_TEST_OUT;

} // namespace

Session::Session()
{
    use_fonts(fs::path{SITMAP_ASSETS} / "fonts");
    map_ = small_map();
}

Session::Session(Map map) : Session{}
{
    map_ = std::move(map);
}

std::map<std::string, std::string> Session::run(const std::string& script, WindowOptions options,
                                                ViewState view)
{
    const fs::path path = out / "replay.txt";
    std::ofstream{path} << script << "\nstate " << (out / "state.txt").string() << '\n';
    fs::remove(out / "state.txt");
    options.replay = path;
    run_window(map_, view, options);
    return state();
}

std::map<std::string, std::string> Session::state()
{
    std::map<std::string, std::string> values;
    std::ifstream in{out / "state.txt"};
    for (std::string line; std::getline(in, line);) {
        const std::size_t space = line.find(' ');
        values[line.substr(0, space)] = line.substr(space + 1);
    }
    return values;
}

Map map_with_records(std::size_t rows)
{
    Map map = small_map();
    map.records =
        std::make_shared<Records>(made_records(rows, settlements_in({12.2, 31.9, 14.6, 32.6}, 40, 4), 9));
    map.events_of_record = [](IncidentId id) {
        Event event;
        event.id = "made-up#" + std::to_string(id);
        event.document = "made-up";
        event.title = "Row " + std::to_string(id);
        Claim claim;
        claim.field = ClaimField::kind;
        claim.value = SubEventType::attack;
        claim.evidence = {"made-up", 1, 1, "A made-up row."};
        event.claims.push_back(claim);
        return std::vector{event};
    };
    return map;
}

double number(const std::string& text)
{
    return std::stod(text);
}

std::string screenshot(const char* name)
{
    return "screenshot " + (out / name).string() + "\n";
}

} // namespace sitmap::test
