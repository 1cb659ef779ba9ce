"""The gain on the made-up park worked out with a pencil: docs/voorbeeldpark.md shows the sums.

Nothing here comes from geo_ser. A plot's gains are those of its best set; 5800 = 0.58 × 10 000.
"""

# ruff: noqa: E501 - a head is as wide as its table

WON = """
plot_id instrument footprint_m2 gfa_m2 ha low_ha high_ha reason realised grade
A01 larger_footprint 360   360     360/5800  168/5800  650/5800  below_coverage 0    C
A01 office_on_top    0     .165*1200 198/5800 192/5800 228/5800  below_height   0    C
A02 larger_footprint 360   360     360/5800  168/5800  500/5800  below_coverage 0    C
A02 office_on_top    0     .165*1200 198/5800 192/5800 228/5800  below_height   0    C
A03 larger_footprint 360   360     360/5800  168/5800  500/5800  below_coverage 0    C
A03 office_on_top    0     .165*1200 198/5800 192/5800 228/5800  below_height   0    C
A04 split_off        .58*3120 .58*3120 .312  .312      .312      splittable     .25  C
A04 second_storey    0     1800    1800/5800 72/.525/5800  1800/5800 below_height   0    C
A05 larger_footprint 700   700     700/5800  225/1.525/5800  700/5800  below_coverage 0    C
A05 second_storey    0     3000    3000/5800 0 3000/5800 below_height   0    C
A07 larger_footprint 900   900     900/5800  420/5800  2400/5800 below_coverage 0    C
A07 office_on_top    0     .165*2000 330/5800 320/5800 380/5800  below_height   0    C
B01 larger_footprint 450   450     450/5800  210/5800  780/5800  below_coverage 0    C
B02 fill_unbuilt     .58*3000 .58*3000 .3    .3        .3        offered        .6   C
B04 fill_unbuilt     .58*3000 .58*3000 .3    .3        .3        with_plan      0    C
B05 fill_unbuilt     .58*3000 .58*3000 .3    .3        .3        unbuilt        1    C
B06 fill_unbuilt     .58*3000 .58*3000 .3    .3        .3        issuable       0    C
B07 fill_unbuilt     .58*3000 .58*3000 .3    .3        .3        reserve        0    C
B08 larger_footprint 180   180     180/5800  0         180/5800  below_coverage 0    C
B08 second_storey    0     1920    1920/5800 135/.525/5800  1920/5800 below_height   0    D
C01 fill_unbuilt     .58*900 .58*900 .09     .09       .09       unbuilt        0    C
C02 fill_unbuilt     480   480     .09       .09       .09       unbuilt        0    C
C03 fill_unbuilt     480   480     .09       .09       .09       issuable       0    C
C04 shared_parking   .58*59.4 .58*59.4 .00594 .00225   .01494    own_parking    0    D
C06 shared_parking   .58*79.2 .58*79.2 .00792 .003     .01992    own_parking    0    D
C07 fill_unbuilt     560   560     .102      .102      .102      with_plan      0    C
D01 larger_footprint 360   360     360/5800  168/5800  480/5800  below_coverage 0    C
D01 second_storey    0     1200    1200/5800 235.05/.525/5800  1200/5800 below_height   0    C
D02 split_off        .58*3720 .58*3720 .372  .372      .372      splittable     .25  C
D02 second_storey    0     900     900/5800  450/5800  900/5800  below_height   0    C
D03 second_storey    0     1700    1700/5800 0  1700/5800 below_height   0    C
D04 larger_footprint 320   320     320/5800  221/1.525/5800  320/5800  below_coverage 0    C
D04 office_on_top    0     .165*1360 224.4/5800 0 258.4/5800 below_height 0  C
D05 larger_footprint 320   320     320/5800  221/1.525/5800  320/5800  below_coverage 0    C
D05 office_on_top    0     .165*1360 224.4/5800 0 258.4/5800 below_height 0  C
D06 larger_footprint 540   540     540/5800  252/5800  920/5800  below_coverage 0    C
D07 larger_footprint 720   720     720/5800  336/5800  1360/5800 below_coverage 0    C
D07 second_storey    0     2000    2000/5800 1000/5800 2000/5800 below_height   0    C
E04 fill_unbuilt     .58*2700 .58*2700 .27   .27       .27       offered        .6   C
H01 larger_footprint 600   600     600/5800  280/5800  2800/5800 below_coverage 0    C
H02 larger_footprint 600   5*600   3000/5800 280/5800  3200/5800 below_coverage 0    C
H02 second_storey    0     400     400/5800  200/5800  400/5800  below_height   0    C
H02 office_on_top    0     .165*400 66/5800  64/5800   76/5800   below_height   0    C
H04 split_off        .58*1000 .58*1000 .1    0        .1        splittable     .125  C
H04 second_storey    0     6000    6000/5800 535/.525/5800 6000/5800 below_height   0    C"""
"""What the best set of each plot wins, and what share of it is realised at level 2."""

IN_DOUBT = """
plot_id instrument    low_ha high_ha   unknown_reason
D06     second_storey 0      1600/5800 no_storeys_known
E03     fill_unbuilt  0      .03       unknown_cover"""
"""What may be won besides: only the bounds are known."""

CANDIDATES = """
rank rank_group plot_id terrain_id gain_ha realistic_ha share score grade reasons obstacles
1    1 B05 VP1 0.300000 0.300000 1.000000 0.653333 C unbuilt                     -
2    1 B02 VP1 0.300000 0.180000 1.000000 0.573333 C offered                     -
3    1 E04 VP2 0.270000 0.162000 1.000000 0.561333 C offered                     -
4    1 A04 VP1 0.622345 0.078000 1.000000 0.540671 C splittable,below_height     category,parking
5    1 D02 VP2 0.527172 0.093000 0.878621 0.521876 C splittable,below_height     category
6    2 H04 VP3 1.134483 0.012500 1.000000 0.635537 C splittable,below_height     plan_unknown,recently_built,parking
7    2 D07 VP2 0.468966 0.000000 0.977011 0.516322 C below_coverage,below_height -
8    2 A05 VP1 0.637931 0.000000 1.000000 0.488506 C below_coverage,below_height small_rest,category,parking
9    2 H02 VP3 0.597586 0.000000 1.000000 0.472368 C below_coverage,below_height small_rest,recently_built,parking
10   2 B04 VP1 0.300000 0.000000 1.000000 0.453333 C with_plan                   -
11   2 B06 VP1 0.300000 0.000000 1.000000 0.453333 C issuable                    -
12   2 B07 VP1 0.300000 0.000000 1.000000 0.453333 C reserve                     -
13   2 D03 VP2 0.293103 0.000000 1.000000 0.417242 C below_height                parking
14   2 B08 VP1 0.362069 0.000000 1.000000 0.378161 D below_coverage,below_height small_rest,parking
15   2 C07 VP1 0.102000 0.000000 1.000000 0.374133 C with_plan                   -
16   2 C03 VP1 0.090000 0.000000 1.000000 0.369333 C issuable                    -
17   2 D01 VP2 0.268966 0.000000 1.000000 0.340920 C below_coverage,below_height small_rest,category,parking
18   2 C01 VP1 0.090000 0.000000 1.000000 0.336000 C unbuilt                     in_use
19   2 C02 VP1 0.090000 0.000000 1.000000 0.336000 C unbuilt                     in_use
20   2 A07 VP1 0.212069 0.000000 0.353448 0.255517 C below_coverage,below_height small_rest
21   2 H01 VP3 0.103448 0.000000 0.258621 0.226437 C below_coverage              -
22   2 A01 VP1 0.096207 0.000000 0.400862 0.218655 C below_coverage,below_height small_rest
23   2 A02 VP1 0.096207 0.000000 0.400862 0.218655 C below_coverage,below_height small_rest
24   2 A03 VP1 0.096207 0.000000 0.400862 0.218655 C below_coverage,below_height small_rest
25   2 D06 VP2 0.093103 0.000000 0.258621 0.188966 C below_coverage              small_rest
26   2 B01 VP1 0.077586 0.000000 0.258621 0.182759 C below_coverage              small_rest
27   2 D04 VP2 0.093862 0.000000 0.391092 0.182430 C below_coverage,below_height small_rest,parking
28   2 D05 VP2 0.093862 0.000000 0.391092 0.182430 C below_coverage,below_height small_rest,parking
29   2 C06 VP1 0.007920 0.000000 0.066000 0.116368 D own_parking                 -
30   2 C04 VP1 0.005940 0.000000 0.066000 0.082243 D own_parking                 recently_built
"""
"""The plots of WON, best first."""

GAIN_TERRAINS = {
    "gain_theoretical_ha": (
        1.872 + 0.312 + 3310 / 5800 + 924 / 5800 + 6720 / 5800 + 0.01386,
        0.27 + 0.372 + 2260 / 5800 + 448.8 / 5800 + 5800 / 5800,
        0.1 + 3600 / 5800 + 66 / 5800 + 6400 / 5800),
    "gain_theoretical_plot_ha": (1.872 + 0.312 + 0.01386, 0.27 + 0.372, 0.1),
    "gain_theoretical_floor_ha": (
        3310 / 5800 + 924 / 5800 + 6720 / 5800,
        2260 / 5800 + 448.8 / 5800 + 5800 / 5800,
        3600 / 5800 + 66 / 5800 + 6400 / 5800),
    "gain_level_0_ha": (0, 0, 0),
    "gain_level_2_plot_ha": (0.18 + 0.3 + 0.078, 0.162 + 0.093, 0.25 * 0.5 * 0.1),
    "gain_level_2_floor_ha": (0, 0, 0),
    "gain_level_3_floor_ha": (0, 0, 0),
    "gain_level_1_ha": (0.6 * 0.3, 0.6 * 0.27, 0),
    "gain_level_2_ha": (0.18 + 0.3 + 0.078, 0.162 + 0.093, 0.25 * 0.5 * 0.1),
    "gain_level_3_ha": (0.18 + 0.48 + 0.15 + 0.156, 0.162 + 0.186, 0.5 * 0.5 * 0.1),
    "gain_fill_unbuilt_ha": (5 * 0.3 + 3 * 0.09 + 0.102, 0.27, 0),
    "gain_split_off_ha": (0.312, 0.372, 0.1),
    "gain_larger_footprint_ha": (3310 / 5800, 2260 / 5800, 3600 / 5800),
    "gain_office_on_top_ha": (924 / 5800, 448.8 / 5800, 66 / 5800),
    "gain_second_storey_ha": (6720 / 5800, 5800 / 5800, 6400 / 5800),
    "gain_linking_ha": (0, 0, 0),
    "gain_shared_parking_ha": (0.00594 + 0.00792, 0, 0),
    "candidate_count": (19, 8, 3),
}  # fmt: skip
"""Of VP1, VP2 and VP3."""

LADDER_GAIN = (0.255, 0.255 + 0.0125 + 0.03)
"""Level 2 of VP2 and VP3 together, low and high: land alone, and E03 if it is a plot."""
