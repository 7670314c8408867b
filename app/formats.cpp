#include "app/command.hpp"
#include "engine/event_type.hpp"
#include "geodata/raster_file.hpp"
#include "geodata/vector_file.hpp"
#include "importers/import.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace sitmap {

namespace {

int print_formats()
{
    std::puts("Sources that 'import' reads");
    for (const ImportFormat& format : import_formats())
        std::printf("  %-14.*s %.*s\n", static_cast<int>(format.name.size()), format.name.data(),
                    static_cast<int>(format.description.size()), format.description.data());
    std::puts("\nLayers that 'view', 'draw', 'info' and --within read, and that 'export' writes");
    for (const VectorFormat& format : vector_formats())
        std::printf("  %-14.*s %-12.*s %s%s\n", static_cast<int>(format.name.size()), format.name.data(),
                    static_cast<int>(format.extension.size()), format.extension.data(),
                    format.can_read ? "read " : "", format.can_write ? "write" : "");
    std::printf(
        "\nPictures of the ground that 'view' and 'draw' lay under the map: GeoTIFF, PNG and JPEG with a "
        "world file, heights\n  %s\n",
        raster_endings().c_str());
    std::puts("\nPictures that 'draw' writes\n  png  svg  pdf");
    std::puts("\nEvent types and sub-types, for --type");
    for (std::size_t t = 0; t < event_type_count; ++t) {
        const auto type = static_cast<EventType>(t);
        std::printf("  %s\n", std::string{name_of(type)}.c_str());
        for (std::size_t s = 0; s < sub_event_type_count; ++s)
            if (const auto sub_type = static_cast<SubEventType>(s); type_of(sub_type) == type)
                std::printf("    %s\n", std::string{name_of(sub_type)}.c_str());
    }
    return 0;
}

} // namespace

void add_formats(CLI::App& program, Run& run)
{
    program.add_subcommand("formats", "What can be read and written")->callback([&run] {
        run = print_formats;
    });
}

} // namespace sitmap
