#!/usr/bin/env bash
# Draws the gallery: `./dev gallery` calls it with SITMAP, the program. One minute, and 100 MB for the while.
set -euo pipefail
gallery=$(cd "$(dirname "$0")" && pwd)
samples=$gallery/../samples
: "${SITMAP:?is the program to draw with}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

say() { printf 'gallery: %s\n' "$*" >&2; }
size=1200x760
picture() { # NAME STORE OPTION…: a sheet
  say "$1"
  "$SITMAP" draw "$2" "$gallery/$1.png" --size "$size" --overwrite "${@:3}" 2>notes || { cat notes >&2; exit 1; }
}
window() { # NAME STORE: steps of the window on standard input, then a picture of it
  say "$1"
  { printf 'size 1280 800\nwait 20\n'; cat; printf 'screenshot %s\nquit\n' "$gallery/$1.png"; } >steps
  xvfb-run -a -s "-screen 0 1600x1000x24" "$SITMAP" view "$2" --replay steps "${@:3}"
}
made_up() { # STORE COUNT SEED
  awk -v n="$2" -v seed="$3" -f "$gallery/incidents.awk" "$gallery/towns.tsv" >"made-up incidents.csv"
  "$SITMAP" import "made-up incidents.csv" "$1" --format records 2>notes || { cat notes >&2; exit 1; }
}

"$SITMAP" import "$samples"/*.txt "$samples"/*.geojson samples.gpkg 2>/dev/null
made_up clusters.gpkg 1400 3
awk -v seed=3 -f "$gallery/displacement.awk" "$gallery/towns.tsv" >"made-up displacement.csv"
"$SITMAP" import "made-up displacement.csv" displacement.gpkg 2>/dev/null
made_up ten-thousand.gpkg 10000 5
made_up million.gpkg 1000000 7
for month in 0 1 2 3 4 5 6 7 8 9 10 11 12; do
  awk -v month=$month -f "$gallery/exercise.awk" >"exercise $((2031 + month / 12))-$((month % 12 + 1)).geojson"
done
"$SITMAP" import exercise*.geojson exercise.gpkg 2>/dev/null
"$SITMAP" import "exercise 2031-1.geojson" "exercise 2031-3.geojson" two-states.gpkg 2>/dev/null

size=1500x960 picture tajoura-and-the-route samples.gpkg --style print --bbox 10.3,31.9,15.6,35.8 \
  --title "Tajoura and the way across the sea" --subtitle "Sample articles; areas of control, the front and three figures are illustrative"
picture tripoli-front samples.gpkg --style light --bbox 12.5,32.1,14.4,33.05 --hide routes \
  --title "The front at Tripoli" --subtitle "Summer of 2019, illustrative: drawn by hand for this picture"
picture contested samples.gpkg --style light --bbox 13.15,32.72,13.55,32.98 --hide routes,stocks,displacement \
  --title "Who struck Tajoura is disputed" --subtitle "Left half and ring: the accused; right: the accuser. From a sample article"
size=1500x960 picture exercise-change exercise.gpkg --change 2031-01-01 2032-01-01 --party Orange --bbox 129.2,-26.1,134.2,-21.3 \
  --title "A year of an exercise" --subtitle "Made up: ground held by Orange on 1 Jan 2032, and what changed since 1 Jan 2031"
picture exercise-between two-states.gpkg --until 2031-02-01 --style light --bbox 130.4,-25.6,133.4,-23.2 \
  --title "A front between two dates" --subtitle "Made up: two states, 1 Jan and 1 Mar 2031; here on 1 Feb, interpolated, with a band of possible positions"
picture ten-thousand ten-thousand.gpkg --style print --title "Ten thousand incidents" --subtitle "All of them made up, to show the design"
size=1400x880 picture million million.gpkg --style dark --bbox 35.3,32.2,45.3,37.1 --title "A million incidents" --subtitle "All of them made up, to show the design"
picture clusters clusters.gpkg --style light --bbox 35.2,32.2,45.2,37 --title "Clusters with a ring of types" \
  --subtitle "1,400 incidents, all of them made up, to show the design"
picture displacement displacement.gpkg --style print --title "Eighty-eight ways of displacement" \
  --subtitle "All of them made up: ways whose ends are near share an arrow with the sum of their figures"
picture two-scripts clusters.gpkg --style light --hide incidents --bbox 32,33.3,37.6,36.4 --title "Names in two scripts" \
  --subtitle "Latin, Arabic and Greek, shaped, and never letter-spaced where letters join"
say sheet
"$SITMAP" draw samples.gpkg "$gallery/sheet.png" --page A4 --portrait --dpi 90 --template ocha --style print --overwrite \
  --title "Libya: strike and front, 2019" --maker "sitmap" --contact "maps@example.org" --drawn-on 2019-08-01 2>/dev/null
window inspector samples.gpkg <<'EOT'
key Ctrl+K
type Air strike on the Tajoura
wait 10
key Enter
wait 60
EOT
window timeline ten-thousand.gpkg --style dark <<'EOT'
drag 420 700 560 700
wait 30
EOT
# The sheet and the window that the README opens with, as `./dev demo` has them.
cp samples.gpkg demo.gpkg
say map
"$SITMAP" draw demo.gpkg "$samples/map.png" --overwrite \
  --title "Tripoli 2019: an air strike, a front and the way across the sea" 2>/dev/null
say window
cat >steps <<EOT
size 1600 1000
wait 20
key Ctrl+K
type Air strike on the Tajoura
wait 10
key Enter
wait 60
screenshot $samples/window.png
quit
EOT
xvfb-run -a -s "-screen 0 1600x1000x24" "$SITMAP" view demo.gpkg --replay steps
# 256 colours are enough for maps, and a third of the bytes.
for file in "$gallery"/*.png "$samples/map.png" "$samples/window.png"; do
  pngquant --force --skip-if-larger --strip --quality 60-95 --output "$file" "$file" || say "$(basename "$file") stays as it is"
done
du -ch "$gallery"/*.png | tail -1 >&2
