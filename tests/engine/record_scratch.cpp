#include "tests/engine/record_scratch.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

namespace sitmap::test {

std::filesystem::path fresh(const std::string& name)
{
    const std::filesystem::path path = std::filesystem::path{SITMAP_TEST_OUT} / name;
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + ending);
    return path;
}

std::string ask(const std::filesystem::path& path, const std::string& sql)
{
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    std::string answer;
    char* trouble = nullptr;
    sqlite3_exec(
        database, sql.c_str(),
        [](void* text, int, char** values, char**) {
            *static_cast<std::string*>(text) += std::string{values[0] ? values[0] : "NULL"} + "\n";
            return 0;
        },
        &answer, &trouble);
    if (trouble)
        answer += trouble;
    sqlite3_free(trouble);
    sqlite3_close(database);
    return answer;
}

Document dataset_document(const std::string& name)
{
    Document document;
    document.id = sha256(name);
    document.title = name;
    document.outlet = "Outlet of " + name;
    document.licence = "CC BY 4.0";
    document.kind = "dataset";
    document.published = Day{std::chrono::days{18'000}};
    return document;
}

RecordChanges put(Store& store, const std::vector<Record>& records, const std::string& file,
                  const std::string& scheme, std::optional<Day> today)
{
    return store.import_records(
        [&](const TakeRecords& take) {
            const std::span<const Record> all{records};
            for (std::size_t at = 0; at < all.size(); at += 777)
                take(all.subspan(at, std::min<std::size_t>(777, all.size() - at)));
            return DatasetHead{dataset_document(file), scheme};
        },
        today);
}

} // namespace sitmap::test
