#include "render/film/film.hpp"

#include "app/asset_folder.hpp"
#include "app/command.hpp"
#include "app/terminal.hpp"
#include "app/video.hpp"
#include "app/view_options.hpp"
#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"
#include "render/cairo/painter.hpp"
#include "render/record_summary.hpp"
#include "render/text/shaper.hpp"

#include <CLI/CLI.hpp>

#include <cmath>
#include <cstdio>
#include <memory>
#include <sys/stat.h>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

struct Options {
    ViewOptions view;
    FilmOptions film;
    std::string size = "1280x720", step = "day";
    int window_days = 0;
    double pictures_a_second = 8, scale = 1;
    bool overwrite = false;
};

constexpr std::size_t most_pictures = 20'000;

/// The days asked for; where an end is not, that of what passes the filters.
DayRange range_for(const Map& map, const ViewState& view)
{
    std::optional<Day> first, last;
    const auto take = [&](const Interval& interval) {
        if (interval.first() && (!first || *interval.first() < *first))
            first = interval.first();
        const auto end = interval.goes_on() ? interval.first() : interval.last();
        if (end && (!last || *end > *last))
            last = end;
    };
    for (const Incident& incident : incidents(map.ledger, view.rule, view.as_of))
        if (passes(incident, view.query))
            take(incident.interval);
    if (map.records) {
        const RecordSummary found = summary_of(map.records->table(), view.query, view.as_of);
        if (found.first && found.last)
            take(Interval::between(*found.first, std::max(*found.first, *found.last)));
    }
    if (!first && !last)
        for (const ControlArea& area : map.ledger.control_areas)
            take(area.interval);
    if (view.query.since)
        first = view.query.since;
    if (view.query.until)
        last = view.query.until;
    if (!first || !last)
        throw Error{"cannot make a film: nothing in it has a day; give --since and --until"};
    if (*first > *last)
        throw Error{"cannot make a film: it would end before it begins; see --since and --until"};
    return {*first, *last};
}

void parse_size(const std::string& text, FilmOptions& film)
{
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width <= 0 || height <= 0)
        throw Error{"cannot use --size '" + text + "': it takes WIDTHxHEIGHT in pixels, such as 1280x720"};
    film.width_px = width;
    film.height_px = height;
}

/// A folder of "0001.png" … that appears whole or not at all.
class PictureFolder {
public:
    PictureFolder(fs::path path, bool overwrite) : path_{std::move(path)}, temporary_{path_}
    {
        if (!fs::exists(path_))
            return;
        if (!fs::is_directory(path_))
            throw Error{"cannot make the film '" + path_.string() +
                        "': the name must end in .webm, .mp4 or .gif, or be a folder"};
        for (const auto& entry : fs::directory_iterator{path_})
            if (!overwrite || !is_picture(entry.path()))
                throw Error{"cannot put pictures into '" + path_.string() + "': it is not empty" +
                            (is_picture(entry.path()) ? "; add --overwrite to replace them"
                                                      : ", and holds other files than a film's")};
    }
    void add(const Pixels& picture)
    {
        char name[16];
        std::snprintf(name, sizeof name, "%05zu.png", ++count_);
        write_png(temporary_.path() / name, picture);
    }
    void finish()
    {
        std::error_code trouble;
        fs::remove_all(path_, trouble);
        fs::rename(temporary_.path(), path_, trouble);
        const mode_t mask = umask(0);
        umask(mask);
        if (!trouble) // the temporary folder was for us alone
            fs::permissions(path_, static_cast<fs::perms>(0777U & ~mask), trouble);
        if (trouble)
            throw Error{"cannot put the film's pictures at '" + path_.string() + "': " + trouble.message()};
    }

private:
    static bool is_picture(const fs::path& file)
    {
        const std::string stem = file.stem().string();
        return file.extension() == ".png" && stem.size() == 5 &&
               stem.find_first_not_of("0123456789") == std::string::npos;
    }
    fs::path path_;
    TemporaryFolder temporary_;
    std::size_t count_ = 0;
};

template <class Target>
void write_film(Film& film, const std::vector<FilmWindow>& windows, double scale, Target& target)
{
    const auto& interrupted = on_interrupt_flag();
    Progress progress{false};
    for (std::size_t i = 0; i < windows.size(); ++i) {
        progress.say("picture " + std::to_string(i + 1) + " of " + std::to_string(windows.size()) + ", " +
                     day_for_people(windows[i].until));
        target.add(paint(film.picture(windows[i]), scale));
        if (interrupted != 0)
            throw Interrupted{"interrupted; no film was made, and what was there before is there still"};
    }
    progress.say("writing the film");
    target.finish();
}

int make_film(Options options)
{
    if (options.view.paths.size() < 2)
        throw Error{
            "cannot make a film: give a store, then the film, such as 'sitmap film libya.gpkg libya.webm'"};
    const fs::path out = options.view.paths.back();
    options.view.paths.pop_back();
    parse_size(options.size, options.film);
    const auto step = film_step_named(options.step);
    if (!step)
        throw Error{"cannot use --step '" + options.step +
                    "': it takes day, week, month, year, or a number of them such as '10d'"};
    if (!options.view.filters.bbox.empty())
        options.film.extent = parse_bbox(options.view.filters.bbox);

    options.film.chosen_by = printable(options.view.filters.choice());

    const auto assets = asset_folder();
    use_fonts(assets / "fonts");
    Basemap basemap;
    const Map map = options.view.load(assets, basemap);
    const ViewState view = options.view.state(StyleName::light);
    options.film.range = range_for(map, view);
    const auto windows =
        film_windows(options.film.range, *step, options.window_days, options.film.cumulative);
    if (windows.size() > most_pictures)
        throw Error{"cannot make a film of " + std::to_string(windows.size()) + " pictures: the most are " +
                    std::to_string(most_pictures) + "; take a longer --step or fewer days"};
    const int width = static_cast<int>(std::ceil(options.film.width_px * options.scale));
    const int height = static_cast<int>(std::ceil(options.film.height_px * options.scale));
    if (out.has_extension()) {
        Video video{out, width, height, options.pictures_a_second, options.overwrite};
        Film film{map, view, options.film};
        write_film(film, windows, options.scale, video);
    } else {
        PictureFolder folder{out, options.overwrite};
        Film film{map, view, options.film};
        write_film(film, windows, options.scale, folder);
    }
    std::fprintf(stderr, "%zu pictures, %s to %s\n", windows.size(),
                 day_for_people(options.film.range.first).c_str(),
                 day_for_people(options.film.range.last).c_str());
    return 0;
}

} // namespace

void add_film(CLI::App& program, Run& run)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "film", "The map over time: a folder of PNG, or WebM, MP4 or GIF by ffmpeg; needs no display");
    command
        ->add_option("PATHS", options->view.paths,
                     "A store, vector files to draw over it, then the film or folder")
        ->required();
    command->add_option("--step", options->step,
                        "From picture to picture: day, week, month, year, '10d'; a day without it");
    auto* window =
        command
            ->add_option("--window", options->window_days, "Days that a picture shows; the step without it")
            ->type_name("N")
            ->check(CLI::Range(1, 100'000));
    command->add_flag("--cumulative", options->film.cumulative, "Each picture shows all since the first day")
        ->excludes(window);
    command->add_option("--fps", options->pictures_a_second, "Pictures a second, 8 without it")
        ->check(CLI::Range(0.1, 60.0));
    command->add_option("--title", options->film.title, "Title of the film");
    command->add_option("--size", options->size, "Pixels at 96 dpi, 1280x720 without it")->type_name("WxH");
    command->add_option("--scale", options->scale, "Device pixels for each pixel")
        ->check(CLI::Range(0.5, 4.0));
    command->add_option("--crs", options->film.crs, "Projection instead of Web Mercator, such as EPSG:32633");
    command->add_flag("--overwrite", options->overwrite, "Replace the film if it exists");
    options->view.add_to(*command);
    command->callback([options, &run] { run = [options] { return make_film(*options); }; });
}

} // namespace sitmap
