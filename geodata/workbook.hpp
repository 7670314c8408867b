#pragma once

#include <filesystem>
#include <string>

namespace sitmap {

/// One sheet of a workbook.
struct Sheet {
    std::string name;
    std::string csv; ///< its rows, header and all, as comma-separated UTF-8; empty rows at the end left out
};

/// True for a file that begins as a ZIP archive and ends in .xlsx or .ods.
[[nodiscard]] bool is_workbook(const std::filesystem::path& path);

/// Reads one sheet of an XLSX or ODS workbook through GDAL (no other driver is tried); `name` empty: the
/// first. Days come as 2019/07/03, formulas as what they last gave. Throws Error: no such sheet (says which
/// there are), damaged, or an archive that unpacks to over 1 GiB or a hundred times its size.
[[nodiscard]] Sheet read_sheet(const std::filesystem::path& path, const std::string& name = {});

} // namespace sitmap
