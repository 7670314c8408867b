#include "geodata/raster_file.hpp"

#include "geodata/error.hpp"
#include "geodata/foreign_file.hpp"
#include "geodata/hill_shade.hpp"
#include "geodata/lonlat.hpp"
#include "geodata/ogr.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cpl_string.h>
#include <fstream>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <memory>
#include <mutex>
#include <numbers>
#include <ogr_spatialref.h>

namespace sitmap {

namespace {

namespace fs = std::filesystem;
using Dataset = std::unique_ptr<GDALDataset>;
using Affine = std::array<double, 6>; ///< GDAL's: x = a0 + a1 column + a2 row, y = a3 + a4 column + a5 row

[[noreturn]] void fail(const fs::path& path, const std::string& why)
{
    throw Error{"cannot read '" + path.string() + "': " + why};
}

void ready_raster_drivers()
{
    static std::once_flag once;
    ready_gdal();
    std::call_once(once, [] {
        GDALRegister_GTiff();
        GDALRegister_PNG();
        GDALRegister_JPEG();
        GDALRegister_AAIGrid();
        GDALRegister_SRTMHGT();
    });
}

std::string lowered_extension(const fs::path& path)
{
    std::string ending = path.extension().string();
    for (char& c : ending)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return ending;
}

struct Kind {
    std::string_view ending;
    const char* driver;
};
constexpr std::array<Kind, 7> kinds{{{".tif", "GTiff"},
                                     {".tiff", "GTiff"},
                                     {".png", "PNG"},
                                     {".jpg", "JPEG"},
                                     {".jpeg", "JPEG"},
                                     {".asc", "AAIGrid"},
                                     {".hgt", "SRTMHGT"}}};

/// Null for a name that promises no raster.
const char* driver_of(const fs::path& path)
{
    const std::string ending = lowered_extension(path);
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.ending == ending; });
    return kind == kinds.end() ? nullptr : kind->driver;
}

/// Six numbers, one a line: a pixel's size, two rotations, minus its height, and the middle of the first
/// pixel.
std::optional<Affine> world_file_of(const fs::path& path)
{
    const std::string ending = lowered_extension(path);
    std::vector<std::string> endings{".wld", ending + "w"};
    if (ending.size() >= 4)
        endings.push_back({'.', ending[1], ending.back(), 'w'}); // .png: .pgw
    for (const std::string& each : endings) {
        std::ifstream in{fs::path{path}.replace_extension(each)};
        std::array<double, 6> w{};
        if (!in)
            continue;
        for (double& value : w)
            if (!(in >> value))
                fail(path, "its world file (" + each + ") does not hold six numbers");
        return Affine{w[4] - w[0] / 2 - w[2] / 2, w[0], w[2], w[5] - w[1] / 2 - w[3] / 2, w[1], w[3]};
    }
    return std::nullopt;
}

struct Placed {
    Affine affine{};
    OGRSpatialReference system; ///< longitude or easting first
    std::string note;
};

std::string text_of_file(const fs::path& path)
{
    std::ifstream in{path, std::ios::binary};
    std::string text(16'384, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return text;
}

/// A .prj may come from a stranger, and GDAL would fetch what is named by an address or another file.
bool take_system(OGRSpatialReference& system, const std::string& text)
{
    return system.SetFromUserInput(text.c_str(),
                                   OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) == OGRERR_NONE;
}

/// Where the corners come to lie, as far as the file's system goes.
bool is_in_degrees(const Affine& a, int width, int height)
{
    const double x = a[0] + a[1] * width + a[2] * height, y = a[3] + a[4] * width + a[5] * height;
    return std::max(std::abs(a[0]), std::abs(x)) <= 360 && std::max(std::abs(a[3]), std::abs(y)) <= 90.001;
}

Placed place_of(GDALDataset& dataset, const fs::path& path, const RasterReadOptions& options)
{
    Placed placed;
    if (dataset.GetGeoTransform(placed.affine.data()) != CE_None) {
        const auto world = world_file_of(path);
        if (!world)
            fail(path,
                 "it does not say where it lies; give it a world file (.wld), or turn it into a GeoTIFF");
        placed.affine = *world;
    }
    const OGRSpatialReference* own = dataset.GetSpatialRef();
    const fs::path prj = fs::path{path}.replace_extension(".prj");
    if (options.crs) {
        if (!take_system(placed.system, *options.crs))
            fail(path, "the coordinate system '" + *options.crs + "' is not known");
    } else if (own != nullptr) {
        placed.system = *own;
    } else if (std::error_code error; fs::is_regular_file(prj, error)) {
        if (!take_system(placed.system, text_of_file(prj)))
            fail(path, "its .prj is not understood");
    } else if (is_in_degrees(placed.affine, dataset.GetRasterXSize(), dataset.GetRasterYSize())) {
        placed.system.SetWellKnownGeogCS("WGS84");
        placed.note = "no coordinate system given, taken as WGS 84";
    } else {
        fail(path, "it does not say which coordinate system its place is in; put a .prj beside it");
    }
    placed.system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return placed;
}

/// The file's pixels at the size that is read, straight RGBA.
struct Source {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
    [[nodiscard]] const std::uint8_t* at(int x, int y) const
    {
        return &rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)) *
                     4];
    }
};

template <class T>
std::vector<T> band_values(GDALRasterBand& band, const Source& size, GDALDataType type, const fs::path& path,
                           GdalMessages& messages)
{
    std::vector<T> values(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    GDALRasterIOExtraArg how;
    INIT_RASTERIO_EXTRA_ARG(how);
    how.eResampleAlg = band.GetColorTable() != nullptr ? GRIORA_NearestNeighbour : GRIORA_Average;
    if (band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), values.data(), size.width, size.height,
                      type, 0, 0, &how) != CE_None)
        fail(path, "it is damaged: " + messages.take_reason());
    return values;
}

/// Grey from the second to the ninety-eighth hundredth, so that a few wild cells do not take all contrast.
void fill_grey(Source& source, const std::vector<float>& values, const std::vector<bool>& empty)
{
    std::vector<float> known;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!empty[i] && std::isfinite(values[i]))
            known.push_back(values[i]);
    if (known.empty())
        return;
    const auto hundredth = [&](double share) {
        const auto nth =
            known.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(known.size() - 1));
        std::nth_element(known.begin(), nth, known.end());
        return *nth;
    };
    const float low = hundredth(0.02), high = std::max(hundredth(0.98), low + 1e-6F);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (empty[i] || !std::isfinite(values[i]))
            continue;
        const auto grey =
            static_cast<std::uint8_t>(std::clamp((values[i] - low) / (high - low), 0.0F, 1.0F) * 255.0F);
        source.rgba[4 * i] = source.rgba[4 * i + 1] = source.rgba[4 * i + 2] = grey;
        source.rgba[4 * i + 3] = 255;
    }
}

void fill_table(Source& source, const std::vector<std::uint8_t>& indexes, const GDALColorTable& table,
                const std::vector<bool>& empty)
{
    for (std::size_t i = 0; i < indexes.size(); ++i) {
        GDALColorEntry entry{};
        if (empty[i] || indexes[i] >= table.GetColorEntryCount() ||
            table.GetColorEntryAsRGB(indexes[i], &entry) == FALSE)
            continue;
        source.rgba[4 * i] = static_cast<std::uint8_t>(entry.c1);
        source.rgba[4 * i + 1] = static_cast<std::uint8_t>(entry.c2);
        source.rgba[4 * i + 2] = static_cast<std::uint8_t>(entry.c3);
        source.rgba[4 * i + 3] = static_cast<std::uint8_t>(entry.c4);
    }
}

std::vector<bool> empty_cells(GDALDataset& dataset, const Source& size, const fs::path& path,
                              GdalMessages& messages)
{
    GDALRasterBand& band = *dataset.GetRasterBand(1);
    std::vector<bool> empty(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height),
                            false);
    if ((band.GetMaskFlags() & GMF_ALL_VALID) != 0)
        return empty;
    const auto mask = band_values<std::uint8_t>(*band.GetMaskBand(), size, GDT_Byte, path, messages);
    for (std::size_t i = 0; i < mask.size(); ++i)
        empty[i] = mask[i] == 0;
    return empty;
}

/// Heights say their unit, as SRTM's tiles and most GeoTIFFs of heights do.
bool is_height(GDALRasterBand& band)
{
    const std::string unit = band.GetUnitType();
    return band.GetRasterDataType() != GDT_Byte &&
           (unit == "m" || unit == "metre" || unit == "metres" || unit == "meter" || unit == "meters");
}

/// How wide and high a cell is at the picture's middle.
std::pair<double, double> cell_on_the_ground(GDALDataset& dataset, const Placed& placed)
{
    constexpr double degree_m = 111'195;
    const Affine& a = placed.affine;
    const double wide = std::hypot(a[1], a[4]), high = std::hypot(a[2], a[5]);
    if (placed.system.IsGeographic() == FALSE)
        return {wide, high};
    const double middle = a[3] + a[5] * dataset.GetRasterYSize() / 2.0;
    return {wide * degree_m * std::max(0.05, std::cos(middle * std::numbers::pi / 180)), high * degree_m};
}

Source pixels_of(GDALDataset& dataset, const Placed& placed, int most_side, const fs::path& path,
                 GdalMessages& messages)
{
    const int full = std::max(dataset.GetRasterXSize(), dataset.GetRasterYSize());
    const double scale = std::min(1.0, static_cast<double>(most_side) / full);
    Source source{std::max(1, static_cast<int>(std::lround(dataset.GetRasterXSize() * scale))),
                  std::max(1, static_cast<int>(std::lround(dataset.GetRasterYSize() * scale))),
                  {}};
    source.rgba.assign(static_cast<std::size_t>(source.width) * static_cast<std::size_t>(source.height) * 4,
                       0);
    const int bands = dataset.GetRasterCount();
    const std::vector<bool> empty = empty_cells(dataset, source, path, messages);
    GDALRasterBand& first = *dataset.GetRasterBand(1);
    if (bands >= 3) {
        for (int b = 0; b < 3; ++b) {
            const auto values =
                band_values<std::uint8_t>(*dataset.GetRasterBand(b + 1), source, GDT_Byte, path, messages);
            for (std::size_t i = 0; i < values.size(); ++i) {
                source.rgba[4 * i + static_cast<std::size_t>(b)] = values[i];
                source.rgba[4 * i + 3] = empty[i] ? 0 : 255;
            }
        }
    } else if (const GDALColorTable* table = first.GetColorTable()) {
        fill_table(source, band_values<std::uint8_t>(first, source, GDT_Byte, path, messages), *table, empty);
    } else if (const auto values = band_values<float>(first, source, GDT_Float32, path, messages);
               is_height(first)) {
        const auto [column_m, row_m] = cell_on_the_ground(dataset, placed);
        source.rgba = hill_shade({source.width, source.height, values, empty,
                                  column_m * dataset.GetRasterXSize() / source.width,
                                  row_m * dataset.GetRasterYSize() / source.height});
    } else {
        fill_grey(source, values, empty);
    }
    return source;
}

/// From WGS 84 to the source's pixels, by a lattice of positions that are projected; between them by straight
/// lines.
class Way {
public:
    Way(const Placed& placed, double scale_x, double scale_y)
    {
        OGRSpatialReference wgs84;
        wgs84.SetWellKnownGeogCS("WGS84");
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        from_wgs84_.reset(OGRCreateCoordinateTransformation(&wgs84, &placed.system));
        to_wgs84_.reset(OGRCreateCoordinateTransformation(&placed.system, &wgs84));
        affine_ = placed.affine;
        for (const std::size_t i : {1U, 4U})
            affine_[i] /= scale_x;
        for (const std::size_t i : {2U, 5U})
            affine_[i] /= scale_y;
    }
    [[nodiscard]] bool is_known() const { return from_wgs84_ != nullptr && to_wgs84_ != nullptr; }
    [[nodiscard]] std::optional<LonLat> lonlat_of(double column, double row) const
    {
        double x = affine_[0] + affine_[1] * column + affine_[2] * row;
        double y = affine_[3] + affine_[4] * column + affine_[5] * row;
        if (to_wgs84_->Transform(1, &x, &y) == FALSE || !std::isfinite(x) || !std::isfinite(y))
            return std::nullopt;
        return LonLat{x, y};
    }
    struct Pixel {
        double column = 0, row = 0;
    };
    [[nodiscard]] std::optional<Pixel> pixel_of(LonLat p) const
    {
        double x = p.lon, y = p.lat;
        if (from_wgs84_->Transform(1, &x, &y) == FALSE || !std::isfinite(x) || !std::isfinite(y))
            return std::nullopt;
        const double det = affine_[1] * affine_[5] - affine_[2] * affine_[4];
        const double dx = x - affine_[0], dy = y - affine_[3];
        if (det == 0)
            return std::nullopt;
        return Pixel{(dx * affine_[5] - dy * affine_[2]) / det, (dy * affine_[1] - dx * affine_[4]) / det};
    }

private:
    struct Destroy {
        void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
    };
    std::unique_ptr<OGRCoordinateTransformation, Destroy> from_wgs84_, to_wgs84_;
    Affine affine_{};
};

/// Around the picture's rim and a lattice within it.
std::optional<Extent> extent_of(const Way& way, const Source& source)
{
    constexpr int parts = 16;
    std::optional<Extent> box;
    for (int i = 0; i <= parts; ++i)
        for (int k = 0; k <= parts; ++k)
            if (const auto p = way.lonlat_of(source.width * i / static_cast<double>(parts),
                                             source.height * k / static_cast<double>(parts))) {
                if (!box)
                    box = Extent{p->lon, p->lat, p->lon, p->lat};
                box = Extent{std::min(box->west, p->lon), std::min(box->south, p->lat),
                             std::max(box->east, p->lon), std::max(box->north, p->lat)};
            }
    if (!box || box->east - box->west < 1e-9 || box->north - box->south < 1e-9)
        return std::nullopt;
    return Extent{std::max(box->west, -180.0), std::max(box->south, -90.0), std::min(box->east, 180.0),
                  std::min(box->north, 90.0)};
}

/// Mixed of the four pixels around; clear where none lies.
std::array<std::uint8_t, 4> mixed_at(const Source& source, double column, double row)
{
    const double x = column - 0.5, y = row - 0.5;
    if (column < 0 || row < 0 || column > source.width || row > source.height)
        return {0, 0, 0, 0};
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    std::array<double, 4> sum{};
    for (const int dy : {0, 1})
        for (const int dx : {0, 1}) {
            const std::uint8_t* p = source.at(std::clamp(left + dx, 0, source.width - 1),
                                              std::clamp(top + dy, 0, source.height - 1));
            const double weight =
                (dx == 0 ? 1 - (x - left) : x - left) * (dy == 0 ? 1 - (y - top) : y - top) * p[3];
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += weight * p[c];
            sum[3] += weight;
        }
    if (sum[3] <= 0)
        return {0, 0, 0, 0};
    const auto rounded = [](double v) {
        return static_cast<std::uint8_t>(std::clamp(std::lround(v), 0L, 255L));
    };
    return {rounded(sum[0] / sum[3]), rounded(sum[1] / sum[3]), rounded(sum[2] / sum[3]), rounded(sum[3])};
}

RasterImage turned(const Source& source, const Way& way, const Extent& extent)
{
    // As fine as the source: as many columns and rows as it has in all, shared out by the extent's sides.
    const double cells = static_cast<double>(source.width) * source.height;
    const double wide = extent.east - extent.west, high = extent.north - extent.south;
    const double squeeze = std::max(0.1, std::cos((extent.north + extent.south) / 2 * 0.0174532925));
    const double step = std::sqrt(wide * squeeze * high / cells);
    RasterImage image;
    image.width = std::clamp(static_cast<int>(std::lround(wide * squeeze / step)), 1,
                             2 * std::max(source.width, source.height));
    image.height =
        std::clamp(static_cast<int>(std::lround(high / step)), 1, 2 * std::max(source.width, source.height));
    image.extent = extent;
    image.rgba.assign(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4, 0);
    constexpr int lattice = 16;
    const int columns = image.width / lattice + 2, rows = image.height / lattice + 2;
    std::vector<std::optional<Way::Pixel>> nodes;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c)
            nodes.push_back(
                way.pixel_of({std::clamp(extent.west + wide * (c * lattice) / image.width, -180.0, 180.0),
                              std::clamp(extent.north - high * (r * lattice) / image.height, -90.0, 90.0)}));
    const auto node = [&](int c, int r) -> const auto&
    {
        return nodes[static_cast<std::size_t>(r * columns + c)];
    };
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const int c = x / lattice, r = y / lattice;
            const auto &a = node(c, r), &b = node(c + 1, r), &d = node(c, r + 1), &e = node(c + 1, r + 1);
            if (!a || !b || !d || !e)
                continue;
            const double tx = (x % lattice + 0.5) / lattice, ty = (y % lattice + 0.5) / lattice;
            const auto colour = mixed_at(
                source,
                std::lerp(std::lerp(a->column, b->column, tx), std::lerp(d->column, e->column, tx), ty),
                std::lerp(std::lerp(a->row, b->row, tx), std::lerp(d->row, e->row, tx), ty));
            std::copy(colour.begin(), colour.end(),
                      image.rgba.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + x) * 4);
        }
    return image;
}

} // namespace

bool is_raster_name(const fs::path& path)
{
    return driver_of(path) != nullptr;
}

std::string raster_endings()
{
    std::string all;
    for (const Kind& kind : kinds)
        all += (all.empty() ? "" : " ") + std::string{kind.ending};
    return all;
}

RasterImage read_raster_file(const fs::path& path, const RasterReadOptions& options)
{
    if (!is_raster_name(path))
        fail(path, "its name ends like no picture that is read here: " + raster_endings());
    require_plain_file(path);
    ready_raster_drivers();
    GdalMessages messages;
    CPLStringList allowed;
    allowed.AddString(driver_of(path));
    const Dataset dataset{GDALDataset::Open(fs::absolute(path).c_str(),
                                            GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                            allowed.List(), nullptr, nullptr)};
    if (!dataset)
        fail(path, "it is not the " + std::string{driver_of(path)} + " that its name promises");
    constexpr double most_pixels = 4e9;
    if (dataset->GetRasterCount() < 1 ||
        static_cast<double>(dataset->GetRasterXSize()) * dataset->GetRasterYSize() > most_pixels)
        fail(path, "it has no band, or more than 4,000 million pixels");
    const Placed placed = place_of(*dataset, path, options);
    const Source source = pixels_of(*dataset, placed, options.most_side_px, path, messages);
    const Way way{placed, source.width / static_cast<double>(dataset->GetRasterXSize()),
                  source.height / static_cast<double>(dataset->GetRasterYSize())};
    if (!way.is_known())
        fail(path, "there is no way from its coordinate system to WGS 84");
    const auto extent = extent_of(way, source);
    if (!extent)
        fail(path, "no part of it lies on the globe");
    RasterImage image = turned(source, way, *extent);
    image.note = placed.note;
    return image;
}

} // namespace sitmap
