# A year of a front that never was, for the gallery: thirteen monthly states of an exercise between Blue and Orange in the
# desert. awk -v month=0..12 -f exercise.awk prints one state as GeoJSON.
function front(i,   y) { # longitude of the front at the i-th of 240 steps from south to north
    y = i / 240
    return 131.4 + 0.55 * sin(5 * y + 0.6) + 0.16 * sin(17 * y + 1) + 0.07 * sin(41 * y) + 0.03 * sin(97 * y + month) + 0.018 * sin(211 * y + 2 * month) \
        + 0.055 * month * (0.35 + exp(-((y - 0.62) / 0.16) ^ 2) * 1.6 - exp(-((y - 0.2) / 0.09) ^ 2) * 0.9) * (1 + 0.25 * sin(month))
}
function ring(side,   i, text) {
    text = ""
    for (i = 0; i <= 240; i++) text = text sprintf("[%.4f,%.4f],", front(i), -26.3 + 5.2 * i / 240)
    return text sprintf("[%.4f,-21.1],[%.4f,-26.3],[%.4f,-26.3]", side, side, front(0))
}
function feature(party, side, attacker) {
    return sprintf("{\"type\":\"Feature\",\"properties\":{\"party\":\"%s\",\"status\":\"assessed\",\"start\":\"%s\",\"end\":\"%s\",\"attacker\":\"%s\",\"illustrative\":true},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}", party, day, day, attacker, ring(side))
}
BEGIN {
    day = sprintf("%d-%02d-01", 2031 + int(month / 12), 1 + month % 12)
    printf "{\"type\":\"FeatureCollection\",\"features\":[%s,%s]}\n", feature("Orange", 128.6, "Orange"), feature("Blue", 135.4, "Orange")
}
