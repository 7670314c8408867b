#pragma once

#include "engine/store.hpp"
#include "geodata/atomic_file.hpp"
#include "importers/datasets.hpp"

#include <filesystem>
#include <functional>
#include <optional>

namespace sitmap {

/// Rows that were not taken, as a table: file, line, reason, row. It appears whole or not at all.
class RejectsFile {
public:
    /// Throws Error when the file is there already or cannot be written.
    explicit RejectsFile(const std::filesystem::path& path);
    void add(const RejectedRow& row);
    void commit() { file_.commit(); }

private:
    AtomicFile file_;
};

/// Reads a dataset into the store in one transaction, with its progress on a terminal, and says what came of
/// it on stderr. Ctrl-C throws Interrupted, and the store is as it was. `rejects` may be null.
void import_dataset(Store& store, const std::filesystem::path& path, DatasetOptions options,
                    RejectsFile* rejects, bool quiet);

} // namespace sitmap
