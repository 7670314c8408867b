"""relief.shade.gz: shade of light from the north-west at 45 degrees, 181 where the land is flat; the whole world, plate carrée."""

import gzip
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TILE, ROWS, COLUMNS = 675, 8, 16
# The tiles hold heights on a square-root scale. Read off at places of known height: 104 is the sea, 157 Gharyan (700 m), 205
# the mean about Etna's top, 220 that about Mont Blanc's; so height = 0.25 * (grey - 104)^2 metres, 5,700 m at 255.
SEA_GREY, TOP_GREY, TOP_M = 104, 255, 5700
SIZE = (5400, 2700)
EXAGGERATION = 7


def mosaic(tiles):
    step = 360 / (TILE * COLUMNS)
    out = [f'<VRTDataset rasterXSize="{TILE * COLUMNS}" rasterYSize="{TILE * ROWS}"><SRS>EPSG:4326</SRS>',
           f"<GeoTransform>-180,{step},0,90,0,{-step}</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\">"]
    for row in range(ROWS):
        for column in range(COLUMNS):
            name = tiles / f"{row:06d}/{row:06d}_{column:06d}.jpg"
            out.append(f'<SimpleSource><SourceFilename relativeToVRT="0">{name}</SourceFilename><SourceBand>1</SourceBand>'
                       f'<SrcRect xOff="0" yOff="0" xSize="{TILE}" ySize="{TILE}"/>'
                       f'<DstRect xOff="{column * TILE}" yOff="{row * TILE}" xSize="{TILE}" ySize="{TILE}"/></SimpleSource>')
    return "\n".join([*out, "</VRTRasterBand></VRTDataset>"])


def pack(cells, width, height):
    """As sitmap reads it: each cell's difference from the cell above, which packs better than the cell."""
    assert len(cells) == width * height
    differences = bytes((cell - above) & 255 for cell, above in zip(cells, bytes(width) + cells))
    return gzip.compress(f"sitmap shade 1\n{width} {height}\n".encode() + differences, 9, mtime=0)


def derive(options):
    tiles = (options.debian / "usr/share/marble/data/maps/earth/srtm/3").resolve()
    with tempfile.TemporaryDirectory() as scratch:
        vrt, heights, smooth, shade, raw = (f"{scratch}/{n}" for n in ("dem.vrt", "h.tif", "s.tif", "shade.tif", "shade.raw"))
        pathlib.Path(vrt).write_text(mosaic(tiles), encoding="utf-8")
        steps = [
            ["gdal_translate", "-ot", "Float32", "-scale", SEA_GREY, TOP_GREY, 0, TOP_M, "-exponent", 2, vrt, heights],
            ["gdalwarp", "-r", "cubicspline", "-ts", *SIZE, heights, smooth],
            ["gdaldem", "hillshade", "-az", 315, "-alt", 45, "-z", EXAGGERATION, "-s", 111120, "-compute_edges", smooth,
             shade],
            ["gdal_translate", "-of", "ENVI", shade, raw]]
        for step in steps:
            subprocess.run([str(word) for word in step], check=True, stdout=subprocess.DEVNULL)
        packed = pack(pathlib.Path(raw).read_bytes(), *SIZE)
    (HERE / "relief.shade.gz").write_bytes(packed)
    print("relief:", len(packed), "bytes")
