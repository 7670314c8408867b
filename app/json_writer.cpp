#include "app/json_writer.hpp"

#include <nlohmann/json.hpp>

namespace sitmap {

void JsonWriter::value(double number)
{
    separate();
    text_ += nlohmann::json(number).dump();
}

} // namespace sitmap
