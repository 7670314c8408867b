#pragma once

#include "render/draw_list.hpp"

#include <filesystem>
#include <memory>

namespace sitmap {

/// Where a program lies by the PATH of the environment; empty if nowhere.
[[nodiscard]] std::filesystem::path program_on_path(std::string_view name);

/// A film made by ffmpeg, which is given the pictures as they are through a pipe: WebM (VP9), MP4 (H.264) or
/// GIF by the ending. The same pictures give the same bytes: no dates, no names of versions, a fixed number
/// of threads. No shell is asked.
class Video {
public:
    /// Throws Error: ending unknown, a side odd, no ffmpeg.
    Video(std::filesystem::path path, int width_px, int height_px, double pictures_a_second, bool overwrite);
    /// Without `finish` ffmpeg is ended and nothing is left behind.
    ~Video();
    Video(const Video&) = delete;
    Video& operator=(const Video&) = delete;

    /// Requires the width and height given. Throws Error with ffmpeg's reason.
    void add(const Pixels& picture);
    /// The file stands at its path after this. Throws Error.
    void finish();

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace sitmap
