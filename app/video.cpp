#include "app/video.hpp"

#include "geodata/atomic_file.hpp"
#include "geodata/error.hpp"

#include <cassert>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ; // POSIX: in no header

namespace sitmap {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> encoder_for(const fs::path& path)
{
    const fs::path ending = path.extension();
    if (ending == ".webm")
        return {"-c:v",      "libvpx-vp9", "-crf",      "30", "-b:v",     "0",
                "-deadline", "good",       "-cpu-used", "4",  "-pix_fmt", "yuv420p"};
    if (ending == ".mp4")
        return {"-c:v",   "libx264",  "-crf",    "20",        "-preset",
                "medium", "-pix_fmt", "yuv420p", "-movflags", "+faststart"};
    if (ending == ".gif")
        return {
            "-filter_complex",
            "[0:v]split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=bayer:bayer_scale=4",
            "-loop", "0"};
    throw Error{"cannot make the film '" + path.string() +
                "': the name must end in .webm, .mp4 or .gif, or be a folder"};
}

std::vector<std::string> arguments_for(const fs::path& ffmpeg, const fs::path& out, int width, int height,
                                       double rate)
{
    std::ostringstream per_second;
    per_second << rate;
    std::vector<std::string> all{ffmpeg.string(),
                                 "-nostdin",
                                 "-hide_banner",
                                 "-loglevel",
                                 "error",
                                 "-y",
                                 "-f",
                                 "rawvideo",
                                 "-pix_fmt",
                                 "rgba",
                                 "-s",
                                 std::to_string(width) + "x" + std::to_string(height),
                                 "-r",
                                 per_second.str(),
                                 "-i",
                                 "pipe:0",
                                 "-an",
                                 "-threads",
                                 "2"};
    for (std::string& argument : encoder_for(out))
        all.push_back(std::move(argument));
    for (const char* argument : {"-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"})
        all.emplace_back(argument);
    all.push_back("file:" + out.string()); // so that no name is taken for an address
    return all;
}

std::string last_words(const fs::path& log)
{
    std::ifstream in{log};
    std::string line, last;
    while (std::getline(in, line))
        if (!line.empty())
            last = line;
    return last.empty() ? "ffmpeg does not say why" : last;
}

} // namespace

fs::path program_on_path(std::string_view name)
{
    const char* const folders = std::getenv("PATH"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    std::istringstream in{folders != nullptr ? folders : ""};
    for (std::string folder; std::getline(in, folder, ':');) {
        if (folder.empty() || folder.front() != '/') // the current folder may be anybody's
            continue;
        const fs::path program = fs::path{folder} / name;
        std::error_code trouble;
        if (fs::is_regular_file(program, trouble) && access(program.c_str(), X_OK) == 0)
            return program;
    }
    return {};
}

/// The process, the pipe to it and the folder that it writes to.
struct Video::Running {
    fs::path path;
    std::size_t picture_bytes = 0;
    bool overwrite = false;
    TemporaryFolder folder;
    pid_t process = -1;
    int pipe = -1;

    Running(fs::path out, bool replace) : path{std::move(out)}, overwrite{replace}, folder{path} {}
    ~Running()
    {
        close_pipe();
        if (process > 0) {
            kill(process, SIGKILL);
            waitpid(process, nullptr, 0);
        }
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    [[nodiscard]] fs::path temporary() const { return folder.path() / ("film" + path.extension().string()); }
    [[nodiscard]] fs::path log() const { return folder.path() / "ffmpeg.log"; }
    void close_pipe()
    {
        if (pipe >= 0)
            close(pipe);
        pipe = -1;
    }
    [[noreturn]] void fail() const
    {
        throw Error{"cannot make the film '" + path.string() + "': " + last_words(log())};
    }
    void start(const std::vector<std::string>& arguments);
};

void Video::Running::start(const std::vector<std::string>& arguments)
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw Error{"cannot start ffmpeg: " + std::string{std::strerror(errno)}};
    std::vector<char*> argv;
    for (const std::string& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str())); // posix_spawn does not write to it
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log().c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawnattr_t how;
    posix_spawnattr_init(&how);
    // A group of its own: Ctrl-C is for us, who end it; and a broken pipe ends it as usual.
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    const int error = posix_spawn(&process, argv.front(), &files, &how, argv.data(), environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    close(ends[0]);
    pipe = ends[1];
    if (error != 0) {
        process = -1;
        throw Error{"cannot start '" + arguments.front() + "': " + std::strerror(error)};
    }
}

Video::Video(fs::path path, int width_px, int height_px, double pictures_a_second, bool overwrite)
{
    static_cast<void>(encoder_for(path));
    if (width_px % 2 != 0 || height_px % 2 != 0)
        throw Error{"cannot make the film '" + path.string() + "': its sides must be even numbers of pixels"};
    const fs::path ffmpeg = program_on_path("ffmpeg");
    if (ffmpeg.empty())
        throw Error{"cannot make the film '" + path.string() +
                    "': ffmpeg is not installed (Debian: apt install ffmpeg); give a folder to get its "
                    "pictures as PNG"};
    require_writable(path, overwrite);
    running_ = std::make_unique<Running>(std::move(path), overwrite);
    running_->picture_bytes = static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 4;
    std::signal(SIGPIPE, SIG_IGN); // an ffmpeg that has ended is told by the write that fails
    running_->start(arguments_for(ffmpeg, running_->temporary(), width_px, height_px, pictures_a_second));
}

Video::~Video() = default;

void Video::add(const Pixels& picture)
{
    assert(picture.rgba.size() == running_->picture_bytes);
    const std::uint8_t* bytes = picture.rgba.data();
    for (std::size_t left = picture.rgba.size(); left > 0;) {
        const ssize_t written = write(running_->pipe, bytes, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            running_->close_pipe();
            waitpid(running_->process, nullptr, 0);
            running_->process = -1;
            running_->fail();
        }
        bytes += written;
        left -= static_cast<std::size_t>(written);
    }
}

void Video::finish()
{
    running_->close_pipe();
    int status = 0;
    while (waitpid(running_->process, &status, 0) < 0 && errno == EINTR)
        continue;
    running_->process = -1;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        running_->fail();
    put_in_place(running_->temporary(), running_->path, running_->overwrite);
}

} // namespace sitmap
