#include "app/reader_tables.hpp"

#include "app/asset_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace sitmap {

namespace {

std::optional<std::filesystem::path> settings_folder()
{
    for (const auto& [variable, folder] : {std::pair{"XDG_CONFIG_HOME", ""}, std::pair{"HOME", ".config"}})
        if (const char* value = std::getenv(variable); value != nullptr && *value == '/')
            return std::filesystem::path{value} / folder / "sitmap";
    return std::nullopt;
}

} // namespace

ReaderTables load_reader_tables(const std::string& actors)
{
    ReaderTables tables = ReaderTables::load(asset_folder());
    std::error_code unreadable;
    const auto settings = settings_folder();
    if (settings && std::filesystem::exists(*settings / "actors.tsv", unreadable))
        tables.put_over(ActorTable::load(*settings / "actors.tsv"));
    if (!actors.empty())
        tables.put_over(ActorTable::load(actors));
    return tables;
}

} // namespace sitmap
