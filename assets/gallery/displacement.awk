# Made-up displacement for the gallery: awk -v seed=1 -f displacement.awk towns.tsv
# From villages round six towns of the table to shelters round two or three others each, a row for each way. Nothing of it
# happened.
BEGIN { FS = "\t"; OFS = ","; srand(seed) }
/^#/ { next }
{ lon[$1] = $3; lat[$1] = $4 }
function near(town, at, spread) { return sprintf("%.3f", (at == "lon" ? lon[town] : lat[town]) + (rand() - 0.5) * spread) }
END {
    n = split("Idlib>Aleppo;Idlib>Latakia;Homs>Damascus;Deir ez-Zor>Raqqa;Deir ez-Zor>Haditha;Mosul>Erbil;Tikrit>Kirkuk;Haditha>Baghdad;Daraa>Damascus;Raqqa>Aleppo;Mosul>Baghdad", pairs, ";")
    print "origin", "origin_lon", "origin_lat", "destination", "destination_lon", "destination_lat", "people", "start"
    for (p = 1; p <= n; p++) {
        split(pairs[p], ends, ">")
        for (v = 1; v <= 4; v++) {
            from = ends[1] " area " v; x = near(ends[1], "lon", 0.36); y = near(ends[1], "lat", 0.3)
            for (s = 1; s <= 2; s++)
                print from, x, y, ends[2] " shelter " s, near(ends[2], "lon", 0.3), near(ends[2], "lat", 0.26),
                    100 * int(5 + 60 * rand() * rand()), sprintf("2031-%02d-01", 1 + int(8 * rand()))
        }
    }
}
