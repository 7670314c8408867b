# Made-up incidents for the gallery's pictures: awk -v n=10000 -v seed=1 -f incidents.awk towns.tsv
# Round the towns of the table (name, country, longitude, latitude, weight), more where the weight is greater and along the
# ways between neighbours in it. No row tells of anything that happened.
BEGIN { FS = "\t"; OFS = ","; srand(seed) }
/^#/ { next }
{ name[++towns] = $1; land[towns] = $2; lon[towns] = $3; lat[towns] = $4; sum += $5; upto[towns] = sum }
function normal(   u) { u = rand(); return sqrt(-2 * log(u > 1e-12 ? u : 1e-12)) * cos(6.2831853 * rand()) }
function pick(   x, i) { x = rand() * sum; for (i = 1; i < towns && upto[i] < x; i++); return i }
END {
    split("Armed clash|Armed clash|Armed clash|Shelling/artillery/missile attack|Shelling/artillery/missile attack|Air/drone strike|Remote explosive/landmine/IED|Attack|Attack|Peaceful protest|Peaceful protest|Mob violence|Arrests", type, "|")
    split("exact locality locality near", precision, " ")
    print "date", "lat", "lon", "type", "killed", "place", "country", "place_precision"
    for (i = 1; i <= n; i++) {
        t = pick(); spread = rand() < 0.7 ? 0.06 : 0.3
        x = lon[t]; y = lat[t]
        if (t < towns && rand() < 0.3) { s = rand(); x += (lon[t + 1] - x) * s; y += (lat[t + 1] - y) * s; spread = 0.09 }
        x += normal() * spread; y += normal() * spread * 0.8
        day = int(2555 * (0.55 * rand() + 0.45 * sqrt(rand()))); kind = type[1 + int(rand() * 13)]
        killed = rand() < 0.55 ? "" : int(exp(normal() * 1.1 + 0.8))
        year = 2031 + int(day / 365); rest = day % 365
        printf "%d-%02d-%02d,%.4f,%.4f,%s,%s,%s,%s,%s\n", year, 1 + int(rest / 31), 1 + rest % 28, y, x, kind, killed, name[t], land[t], precision[1 + int(rand() * 4)]
    }
}
