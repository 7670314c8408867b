// The part of vector_file.hpp that writes.
#include "geodata/atomic_file.hpp"
#include "geodata/counted.hpp"
#include "geodata/csv_writer.hpp"
#include "geodata/error.hpp"
#include "geodata/geojson_writer.hpp"
#include "geodata/ogr_writer.hpp"
#include "geodata/shape_kind.hpp"
#include "geodata/shapefile_limits.hpp"
#include "geodata/vector_file.hpp"

#include <algorithm>
#include <optional>

namespace sitmap {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot write '" + path.string() + "': " + why};
}

const VectorFormat& format_named(const fs::path& path, std::string_view name)
{
    std::string names;
    for (const VectorFormat& format : vector_formats()) {
        if (format.can_write && format.name == name)
            return format;
        if (format.can_write)
            names += (names.empty() ? "" : ", ") + std::string{format.name};
    }
    fail(path, "'" + std::string{name} + "' is no format that is written here; there are " + names);
}

/// FlatGeobuf holds no features without a shape; GDAL would leave them out and say nothing.
void drop_shapeless(std::vector<Layer>& layers, const fs::path& path, Issues& issues)
{
    for (Layer& layer : layers) {
        const std::size_t dropped = std::erase_if(
            layer.features, [](const Feature& f) { return kind_of(f.geometry) == ShapeKind::none; });
        if (dropped > 0)
            issues.push_back({Issue::Weight::dropped, path.string(), 0,
                              counted(dropped, " feature", " features") +
                                  " without a shape, which FlatGeobuf cannot hold"});
    }
}

/// KML shows a feature under its `name`; ours have a `title`, which stays beside it.
Layer named_for_kml(Layer layer)
{
    const auto title = layer.field("title");
    if (!title || layer.field("name"))
        return layer;
    layer.fields.push_back({"name", FieldType::text});
    for (Feature& feature : layer.features)
        feature.values.push_back(Value{feature.values[*title]});
    return layer;
}

/// Moves all files of a folder beside `path`.
void put_shapefile_in_place(const fs::path& folder, const fs::path& path, bool overwrite)
{
    std::vector<std::pair<fs::path, fs::path>> moves;
    for (const auto& entry : fs::directory_iterator{folder})
        moves.emplace_back(entry.path(), path.parent_path() / entry.path().filename());
    // The .shp last: who sees it finds its companions there.
    std::sort(moves.begin(), moves.end(), [](const auto& a, const auto& b) {
        return std::pair{a.second.extension() == ".shp", a.second} <
               std::pair{b.second.extension() == ".shp", b.second};
    });
    for (const auto& move : moves)
        require_writable(move.second, overwrite);
    for (const auto& move : moves)
        put_in_place(move.first, move.second, overwrite);
}

void put_single_file(const fs::path& temporary, const fs::path& path, bool overwrite)
{
    if (!fs::is_regular_file(temporary))
        fail(path, "GDAL made no file");
    put_in_place(temporary, path, overwrite);
    // Journals of a replaced GeoPackage would be applied to the new one.
    for (const char* journal : {"-wal", "-shm", "-journal"}) {
        std::error_code error;
        fs::remove(path.string() + journal, error);
    }
}

/// A stream as a format takes it: what the others have done to whole layers is done to each feature.
class Fitted {
public:
    Fitted(const FeatureStream& points, const VectorFormat& format, const fs::path& path)
        : format_{format}, path_{path}, stream{points}
    {
        const auto title = Layer{{}, points.fields, {}}.field("title");
        const bool named = format.name == "kml" && title && !Layer{{}, points.fields, {}}.field("name");
        if (named) // KML shows a feature under its name
            stream.fields.push_back({"name", FieldType::text});
        if (format.name == "shp") {
            stream.name = path.stem().string();
            dbf.emplace(points.fields);
            stream.fields = dbf->fields;
            points.each([this](const Feature& feature) { dbf->measure(feature); });
        }
        stream.each = [this, &points, title, named](const std::function<void(const Feature&)>& take) {
            points.each([&](const Feature& feature) {
                Feature fitted = feature;
                if (named)
                    fitted.values.push_back(fitted.values[*title]);
                if (fit(fitted))
                    take(fitted);
            });
        };
    }

    void report(Issues& issues) const
    {
        if (shapeless_ > 0)
            issues.push_back({Issue::Weight::dropped, path_.string(), 0,
                              counted(shapeless_, " feature", " features") +
                                  " without a shape, which FlatGeobuf cannot hold"});
        if (dbf)
            dbf->report(path_.string(), issues);
    }

private:
    bool fit(Feature& feature)
    {
        if (format_.name == "fgb" && kind_of(feature.geometry) == ShapeKind::none) {
            ++shapeless_;
            return false;
        }
        if (dbf)
            DbfFields::cut(feature);
        return true;
    }

    const VectorFormat& format_;
    fs::path path_;
    std::size_t shapeless_ = 0;

public:
    FeatureStream stream;
    std::optional<DbfFields> dbf; ///< of a Shapefile
};

Issues write_shapefiles(const fs::path& path, const VectorFormat& format, const std::vector<Layer>& layers,
                        bool overwrite, const StopAsked& stop)
{
    Issues issues;
    const TemporaryFolder folder{path};
    for (const Layer& layer : layers) {
        for (auto& [suffix, part] : parted_by_kind(layer)) {
            const std::string stem =
                path.stem().string() + (layers.size() > 1 ? "_" + layer.name : std::string{}) + suffix;
            const fs::path target = path.parent_path() / (stem + ".shp");
            if (target != path)
                issues.push_back({Issue::Weight::note, path.string(), 0,
                                  "a Shapefile holds one kind of shape: " +
                                      counted(part.features.size(), " feature is", " features are") +
                                      " in '" + target.filename().string() + "'"});
            fit_to_dbf(part).report(target.string(), issues);
            part.name = stem;
            write_dataset(folder.path() / (stem + ".shp"), format, {part}, target, issues, stop);
        }
    }
    put_shapefile_in_place(folder.path(), path, overwrite);
    return issues;
}

Issues write_own(const fs::path& path, const VectorFormat& format, const std::vector<Layer>& layers,
                 bool overwrite)
{
    AtomicFile file{path, overwrite};
    file.write(format.name == "csv" ? to_csv(layers.front()) : to_geojson(layers.front()));
    file.commit();
    return {};
}

} // namespace

void stop_if_asked(const StopAsked& stop)
{
    if (stop && stop())
        throw Interrupted{"interrupted; nothing was written, and what was there before is there still"};
}

Issues write_vector_file(const fs::path& path, std::string_view format_name, const std::vector<Layer>& layers,
                         bool overwrite, const StopAsked& stop)
{
    const VectorFormat& format = format_named(path, format_name);
    require_writable(path, overwrite);
    if (layers.empty())
        fail(path, "there is no layer to write");
    if (format.name == "shp")
        return write_shapefiles(path, format, layers, overwrite, stop);
    const bool one_layer = format.name == "geojson" || format.name == "csv" || format.name == "fgb";
    if (one_layer && layers.size() > 1)
        fail(path, "a " + std::string{format.name} + " file holds one layer and there are " +
                       std::to_string(layers.size()) + "; choose one, or write gpkg");
    if (format.name == "geojson" || format.name == "csv")
        return write_own(path, format, layers, overwrite);

    Issues issues;
    const TemporaryFolder folder{path};
    const fs::path temporary = folder.path() / path.filename();
    if (format.name == "fgb") {
        std::vector<Layer> placed = layers;
        drop_shapeless(placed, path, issues);
        write_dataset(temporary, format, placed, path, issues, stop);
    } else if (format.name == "kml") {
        std::vector<Layer> named;
        std::transform(layers.begin(), layers.end(), std::back_inserter(named), named_for_kml);
        write_dataset(temporary, format, named, path, issues, stop);
    } else {
        write_dataset(temporary, format, layers, path, issues, stop);
    }
    put_single_file(temporary, path, overwrite);
    return issues;
}

Issues write_vector_stream(const fs::path& path, std::string_view format_name, const FeatureStream& points,
                           const std::vector<Layer>& others, bool overwrite, const StopAsked& stop)
{
    const VectorFormat& format = format_named(path, format_name);
    require_writable(path, overwrite);
    if (!others.empty() && format.name != "gpkg" && format.name != "kml")
        fail(path, "a " + std::string{format.name} + " file holds one layer and there are more; write gpkg");
    Issues issues;
    const TemporaryFolder folder{path};
    const fs::path temporary = folder.path() / path.filename();
    const FeatureStream stoppable{points.name, points.fields,
                                  [&](const std::function<void(const Feature&)>& take) {
                                      points.each([&](const Feature& feature) {
                                          stop_if_asked(stop);
                                          take(feature);
                                      });
                                  }};
    Fitted fitted{stoppable, format, path};
    write_dataset(temporary, format, others, path, issues, stop, &fitted.stream,
                  fitted.dbf ? fitted.dbf->widths : std::vector<std::size_t>{});
    fitted.report(issues);
    if (format.name == "shp")
        put_shapefile_in_place(folder.path(), path, overwrite);
    else
        put_single_file(temporary, path, overwrite);
    return issues;
}

} // namespace sitmap
