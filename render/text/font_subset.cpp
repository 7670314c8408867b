#include "render/text/font_subset.hpp"

#include <hb-subset.h>
#include <hb.h>
#include <memory>

namespace sitmap {

namespace {

template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* thing) const
    {
        destroy(thing);
    }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using Set = std::unique_ptr<hb_set_t, Destroy<hb_set_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;

} // namespace

std::string font_subset(const std::filesystem::path& font, const std::set<char32_t>& letters)
{
    const Blob file{hb_blob_create_from_file_or_fail(font.c_str())};
    if (!file)
        return {};
    const Face face{hb_face_create(file.get(), 0)};
    const Set in_font{hb_set_create()};
    hb_face_collect_unicodes(face.get(), in_font.get());
    const Input input{hb_subset_input_create_or_fail()};
    if (!input)
        return {};
    hb_set_t* const wanted = hb_subset_input_unicode_set(input.get());
    for (const char32_t letter : letters)
        if (hb_set_has(in_font.get(), letter))
            hb_set_add(wanted, letter);
    if (hb_set_is_empty(wanted))
        return {};
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    const Face part{hb_subset_or_fail(face.get(), input.get())};
    if (!part)
        return {};
    const Blob bytes{hb_face_reference_blob(part.get())};
    unsigned length = 0;
    const char* const data = hb_blob_get_data(bytes.get(), &length);
    return {data, length};
}

} // namespace sitmap
