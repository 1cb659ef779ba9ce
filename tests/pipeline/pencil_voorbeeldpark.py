"""The made-up park worked out with a pencil: docs/voorbeeldpark.md shows the sums.

Nothing here comes from geo_ser. `-` is unknown (null); `6/7` and `2*(12-sqrt(70))` are sums
left as they stand on paper.
"""

import math
import re

# ruff: noqa: E501 - a head is as wide as its table

TERRAINS = {
    "name": ("Verzonnen Noord", "Verzonnen Zuid", "Verzonnen Hoek"),
    "gross_area_m2": (400 * 200, 400 * 104, 212 * 104),
    "net_area_m2": (24000 + 24000 + 5820, 24000 + 3000 + 2700, 4000 + 4000 + 10000),
    "net_area_low_m2": (53820, 29700, 18000),
    "net_area_high_m2": (53820, 29700 + 300, 18000),
    "unclassed_area_m2": (0, 10 * 30, 0),
    "net_gross_ratio": (53820 / 80000, 29700 / 41600, 18000 / 22048),
    "net_area_by_cover_m2": (
        80000 - 7200 - 8000 - 2000 - 6750, 41600 - 1600 - 4000 - 6000, 22048 - 2048),
    "tare_road_m2": (4000 + 3200, 1600, 848 + 1200),
    "tare_rail_m2": (8000, 0, 0),
    "tare_water_m2": (2000, 4000, 0),
    "tare_green_m2": (790 + 1600 + 2000 + 1900 + 2360, 6000, 2000),
    "tare_other_m2": (10 + 40 + 180 + 100, 0, 0),
    "cover_building_m2": (14690, 10120, 8560),
    "cover_road_m2": (7200, 1600, 2048),
    "cover_parking_m2": (900 + 1000, 680 + 680, 800),
    "cover_rail_m2": (8000, 0, 0),
    "cover_paved_m2": (900 + 180, 0, 0),
    "cover_bare_m2": (3000 + 3000, 0, 0),
    "cover_yard_m2": (
        3 * 1200 + 4200 + 1800 + 2600 + 1980 + 1080 + 600,
        1200 + 2100 + 700 + 360 + 360 + 2000 + 2800,
        2800 + 1840 + 4000),
    "cover_green_m2": (790 + 50 + 1600 + 2000 + 2360, 6000, 0),
    "cover_field_m2": (3000 + 120 + 3 * 3000 + 900 + 1020 + 1900, 3000 + 2700 + 3000, 2000),
    "cover_water_m2": (2000, 4000, 0),
    "cover_other_m2": (600, 0, 0),
    "uncovered_m2": (100, 300, 0),
    "overlap_m2": (50 + 120, 0, 0),
    "plot_count": (20, 9, 3),
    "plots_lt_1000": (4, 0, 0),
    "plots_1000_2000": (2, 0, 0),
    "plots_2000_5000": (12, 8, 2),
    "plots_5000_10000": (2, 1, 0),
    "plots_ge_10000": (0, 0, 1),
    "mean_plot_area_m2": (53820 / 20, (29700 + 1200) / 9, 18000 / 3),
    "unclassed_plot_count": (0, 1, 0),
    "footprint_m2": (14690, 10120, 8560),
    "off_plot_footprint_m2": (40, 0, 0),
    "gfa_m2": (12780 * 1.1 + 500, None, 9300 * 1.1 + 800),
    "gfa_low_m2": (12780 + 500, 8125, 9300 + 800),
    "gfa_high_m2": (12780 * 1.2 + 600 + 40 + 10, 8125 * 1.2 + 1600, 9300 * 1.2 + 800),
    "gfa_known_share": (1 - 600 / 14690, 1 - 1600 / 10120, 1),
    "off_plot_gfa_m2": (0, 0, 0),
    "off_plot_gfa_low_m2": (0, 0, 0),
    "off_plot_gfa_high_m2": (40, 0, 0),
    "gfa_dwelling_m2": (200 * 1.1, None, 200 * 1.1),
    "gfa_industry_m2": (
        (3 * 1000 + 1600 + 2500 + 1200 + 800 + 500 + 280) * 1.1 + 500, None, 5500 * 1.1),
    "gfa_office_m2": ((1200 + 500 + 500) * 1.1, None, 3000 * 1.1),
    "gfa_retail_m2": (500 * 1.1, None, 600 * 1.1),
    "gfa_other_m2": (0, None, 800),
    "gsi_gross": (14690 / 80000, 10120 / 41600, 8560 / 22048),
    "gsi_net": (14640 / 53820, 10120 / 29700, 8560 / 18000),
    "fsi_gross": (14558 / 80000, None, 11030 / 22048),
    "fsi_net": (14558 / 53820, None, 11030 / 18000),
    "osr_net": ((53820 - 14640) / 14558, None, (18000 - 8560) / 11030),
    "layers": (14558 / 14690, None, 11030 / 8560),
    "mxi": (220 / 14558, None, 220 / 11030),
    "height_max_m": (12, 11, 15),
    "height_p50_m": (8, 8, 10),
    "height_known_share": (12 / 14, 7 / 7, 5 / 5),
    "unbuilt_plot_count": (8, 1, 0),
    "unbuilt_area_m2": (4 * 3000 + 3 * 900 + 1020, 2700, 0),
    "vacant_area_m2": (3000 + 3000, 2700, None),
    "largest_unbuilt_plot_m2": (3000, 2700, None),
    "largest_unbuilt_plot_with_road_m2": (3000, 2700, None),
    "rest_plot_count": (0, 1, 0),
    "rest_area_m2": (0, 3000, 0),
    "jobs": (12 + 18 + 20 + 30 + 50 + 70 + 3 + 27, 40 + 15 + 20, 15 + 60 + 45),
    "jobs_per_net_ha": (230 / 5.382, 75 / 2.97, 120 / 1.8),
    "setback_road_p50_m": (7, 10, 10),
    "setback_side_p50_m": (5, 5, 10),
    "setback_rear_p50_m": ((5 + 8) / 2, 10, (10 + 12) / 2),
}  # fmt: skip
"""Of VP1, VP2 and VP3."""

LAND = """
plot_id terrain_id parcel_ids area_m2 area_in_terrain_m2 registered_area_m2 counts_as_net why size_class
A01 VP1 A01      2400 2400 2400 yes zoning_business 2000_5000
A02 VP1 A02      2400 2400 2400 yes zoning_business 2000_5000
A03 VP1 A03      2400 2400 2405 yes zoning_business 2000_5000
A04 VP1 A04      6000 6000 6000 yes zoning_business 5000_10000
A05 VP1 A05,A06  4800 4800 4790 yes zoning_business 2000_5000
A07 VP1 A07      6000 6000 6000 yes zoning_business 5000_10000
B01 VP1 B01      3000 3000 3000 yes zoning_business 2000_5000
B02 VP1 B02      3000 3000 3000 yes availability    2000_5000
B03 VP1 B03      3000 3000 3000 yes zoning_business 2000_5000
B04 VP1 B04      3000 3000 3000 yes zoning_business 2000_5000
B05 VP1 B05      3000 3000 3000 yes unbuilt_field   2000_5000
B06 VP1 B06      3000 3000 3000 yes availability    2000_5000
B07 VP1 B07      3000 3000 3000 yes availability    2000_5000
B08 VP1 B08      3000 3000 3000 yes availability    2000_5000
C01 VP1 C01       900  900  900 yes unbuilt         lt_1000
C02 VP1 C02       900  900  900 yes unbuilt         lt_1000
C03 VP1 C03       900  900  900 yes availability    lt_1000
C04 VP1 C04       900  900  900 yes building        lt_1000
C05 VP1 C05       180  180  180 no  public_strip    lt_1000
C06 VP1 C06      1200 1200    - yes building        1000_2000
C07 VP1 C07      1020 1020 1020 yes plan            1000_2000
C08 VP1 C08      2000 2000 2000 no  public_cover    2000_5000
C09 VP1 C09      2000 2000 2000 no  public_cover    2000_5000
C10 VP1 C10      2000 2000 2000 no  zoning_green    2000_5000
W1  VP1 W1       7824 4800 7824 no  zoning_traffic  5000_10000
W2  VP1 W2       5280 4800 5280 no  public_cover    5000_10000
W4  VP1 W4       8800 8000 8800 no  public_cover    5000_10000
D01 VP2 D01      3600 2400 3600 yes building        2000_5000
D02 VP2 D02      6000 6000 6000 yes building        5000_10000
D03 VP2 D03      2400 2400 2400 yes building        2000_5000
D04 VP2 D04      2400 2400 2400 yes building        2000_5000
D05 VP2 D05      2400 2400 2400 yes building        2000_5000
D06 VP2 D06      3600 3600 3600 yes building        2000_5000
D07 VP2 D07      4800 4800 4800 yes building        2000_5000
E01 VP2 E01      3000 3000 3000 yes unbuilt_field   2000_5000
E02 VP2 E02      6000 6000 6000 no  public_cover    5000_10000
E03 VP2 E03       300  300  300 -   unknown_cover   lt_1000
E04 VP2 E04      2700 2700 2700 yes availability    2000_5000
E05 VP2 E05      4000 4000 4000 no  public_cover    2000_5000
W1  VP2 W1       7824 1600 7824 no  zoning_traffic  5000_10000
H01 VP3 H01      4000 4000 4000 yes zoning_mixed    2000_5000
H02 VP3 H02      4000 4000 4000 yes zoning_office   2000_5000
H03 VP3 H03      2000 2000 2000 no  zoning_water    2000_5000
H04 VP3 H04     10000 10000 10000 yes building      ge_10000
W1  VP3 W1       7824  848 7824 no  zoning_traffic  5000_10000
W3  VP3 W3       1200 1200 1200 no  public_cover    1000_2000
"""

BUILT = """
plot_id terrain_id footprint_m2 coverage gfa_m2 gfa_low_m2 gfa_high_m2 gfa_known_share fsi building_count height_max_m use use_why vacant free_area_m2
A01 VP1 1200 1200/2400 1100 1000 1200 1 1100/2400 1 8   built building - 1200
A02 VP1 1200 1200/2400 1100 1000 1200 1 1100/2400 1 8   built building - 1200
A03 VP1 1200 1200/2400 1100 1000 1200 1 1100/2400 1 8   built building - 1200
A04 VP1 1800 1800/6000 1760 1600 1920 1 1760/6000 1 10  built building - 4200
A05 VP1 3000 3000/4800 2750 2500 3000 1 2750/4800 1 12  built building - 1800
A07 VP1 2400 2400/6000 3190 2900 3480 1 3190/6000 2 8   built building - 3600
B01 VP1 1020 1020/3000 1100 1000 1200 1 1100/3000 2 6   built building - 1980
B02 VP1 0    0         0    0    0    1 0         0 -   unbuilt no_building yes 3000
B03 VP1 0    0         0    0    0    1 0         0 -   under_construction started - 3000
B04 VP1 0    0         0    0    0    1 0         0 -   unbuilt permitted - 3000
B05 VP1 0    0         0    0    0    1 0         0 -   unbuilt demolished - 3000
B06 VP1 0    0         0    0    0    1 0         0 -   unbuilt no_building no 3000
B07 VP1 0    0         0    0    0    1 0         0 -   reserve reserve no 3000
B08 VP1 1920 1920/3000 1650 1500 1800 1 1650/3000 1 9   built building yes 1080
C01 VP1 0    0         0    0    0    1 0         0 -   unbuilt parking - 900
C02 VP1 0    0         0    0    0    1 0         0 -   unbuilt storage - 900
C03 VP1 0    0         0    0    0    1 0         0 -   unbuilt no_building no 900
C04 VP1 300  300/900   308  280  336  1 308/900   1 -   built building - 600
C05 VP1 0    0         0    0    0    1 0         0 -   public public - -
C06 VP1 600  600/1200  -    500  600  0 -         1 -   built building - 600
C07 VP1 0    0         0    0    0    1 0         0 -   unbuilt no_building - 1020
C08 VP1 0    0         0    0    0    1 0         0 -   public public - -
C09 VP1 0    0         0    0    0    1 0         0 -   public public - -
C10 VP1 0    0         0    0    0    1 0         0 -   public public - -
W1  VP1 10   10/4800   0    0    10   1 0         1 2.5 public public - -
W2  VP1 0    0         0    0    0    1 0         0 -   public public - -
W4  VP1 0    0         0    0    0    1 0         0 -   public public - -
D01 VP2 1200 1200/2400 1237.5 1125 1350 1 1237.5/2400 1 10 built building - 1200
D02 VP2 900  900/6000  880  800  960  1 880/6000  1 7   built building - 5100
D03 VP2 1700 1700/2400 1760 1600 1920 1 1760/2400 1 5   built building - 700
D04 VP2 1360 1360/2400 1430 1300 1560 1 1430/2400 1 8   built building - 1040
D05 VP2 1360 1360/2400 1430 1300 1560 1 1430/2400 1 8   built building - 1040
D06 VP2 1600 1600/3600 -    0    1600 0 -         1 11  built building - 2000
D07 VP2 2000 2000/4800 2200 2000 2400 1 2200/4800 1 9   built building - 2800
E01 VP2 0    0         0    0    0    1 0         0 -   rest no_road - 3000
E02 VP2 0    0         0    0    0    1 0         0 -   public public - -
E03 VP2 0    0         0    0    0    1 0         0 -   - - - 300
E04 VP2 0    0         0    0    0    1 0         0 -   unbuilt no_building yes 2700
E05 VP2 0    0         0    0    0    1 0         0 -   public public - -
W1  VP2 0    0         0    0    0    1 0         0 -   public public - -
H01 VP3 1200 1200/4000 1680 1600 1760 1 1680/4000 2 10  built building - 2800
H02 VP3 1360 1360/4000 3300 3000 3600 1 3300/4000 2 15  built building - 2640
H03 VP3 0    0         0    0    0    1 0         0 -   public public - -
H04 VP3 6000 6000/10000 6050 5500 6600 1 6050/10000 1 12 built building - 4000
W1  VP3 0    0         0    0    0    1 0         0 -   public public - -
W3  VP3 0    0         0    0    0    1 0         0 -   public public - -
"""

ROOM = """
plot_id terrain_id road_access setback_road_m setback_side_m setback_rear_m largest_free_rectangle_m2 largest_free_circle_m
A01 VP1 yes 7  5  13 40*13 13
A02 VP1 yes 7  5  13 40*13 13
A03 VP1 yes 7  5  13 40*13 13
A04 VP1 yes 7  5  8  55*60 55
A05 VP1 yes 7  10 3  10*60 2*(17-sqrt(140))
A07 VP1 yes 10 10 10 40*30 30
B01 VP1 yes 7  10 5  35*25 25
B02 VP1 yes -  -  -  50*60 50
B03 VP1 yes -  -  -  50*60 50
B04 VP1 yes -  -  -  50*60 50
B05 VP1 yes -  -  -  50*60 50
B06 VP1 yes -  -  -  50*60 50
B07 VP1 yes -  -  -  50*60 50
B08 VP1 yes 7  5  5  50*7  2*(12-sqrt(70))
C01 VP1 yes -  -  -  30*30 30
C02 VP1 yes -  -  -  30*30 30
C03 VP1 yes -  -  -  30*30 30
C04 VP1 yes 10 5  5  30*10 10
C06 VP1 yes 5  5  5  40*5  2*(10-sqrt(50))
C07 VP1 yes -  -  -  34*30 30
D01 VP2 yes 10 10 10 10*60 2*(20-sqrt(200))
D02 VP2 yes 7  5  23 65*60 60
D03 VP2 yes 7  3  3  40*7  7
D04 VP2 yes 17 3  3  40*17 17
D05 VP2 yes 17 3  3  40*17 17
D06 VP2 yes 10 10 10 10*60 2*(20-sqrt(200))
D07 VP2 yes 7  10 13 20*60 2*(33-sqrt(520))
E01 VP2 no  -  -  -  100*30 30
E03 VP2 -   -  -  -  10*30 10
E04 VP2 yes -  -  -  90*30 30
H01 VP3 yes 10 12 10 100*10 18.1
H02 VP3 yes 10 8  12 100*8 2*(28-sqrt(360))
H04 VP3 yes 15 10 -  100*15 2*(25-sqrt(300))
"""
"""Of the net plots; for public ones all of this is unknown."""

BUILDINGS = """
building_id terrain_id plot_id footprint_m2 gfa_m2 gfa_low_m2 gfa_high_m2 gfa_method uses status construction_year storeys storeys_method
K01 VP1 A01 30*40 1100 1000 1200 units industry in_use 1999 1 hall
K02 VP1 A02 30*40 1100 1000 1200 units industry in_use 1999 1 hall
K03 VP1 A03 30*40 1100 1000 1200 units industry in_use 2000 1 hall
K04 VP1 A04 40*45 1760 1600 1920 units industry in_use 2001 1 hall
K05 VP1 A05 60*50 2750 2500 3000 units industry in_use 2003 1 hall
K06 VP1 A07 50*40 2200 2000 2400 units industry,office in_use 2005 - -
K07 VP1 A07 20*20 990 900 1080 units industry,office in_use 2005 - -
K08 VP1 B01 10*12 220 200 240 units dwelling in_use 1998 2 height
K09 VP1 B01 30*30 880 800 960 units industry in_use 1998 1 hall
K10 VP1 B03 30*40 - - - - - started 2025 - -
K11 VP1 B04 30*40 - - - - - permit - - -
K12 VP1 B05 30*40 - - - - - gone 1985 - -
K13 VP1 B08 40*48 1650 1500 1800 units industry,office,retail in_use 2007 - -
K14 VP1 C04 20*15 308 280 336 units industry unmeasured 2024 1 hall
K15 VP1 C06 30*20 - 500 600 units industry in_use 2010 1 hall
K16 VP1 - 10*4 0 0 40 annex - in_use - - -
K17 VP1 W1 5*2 0 0 10 annex - in_use 1995 - -
K18 VP2 D01 30*40 1237.5 1125 1350 units industry in_use 2006 1 hall
K19 VP2 D02 30*30 880 800 960 units industry in_use 2006 1 hall
K20 VP2 D03 34*50 1760 1600 1920 units industry in_use 2007 1 hall
K21 VP2 D04 34*40 1430 1300 1560 units industry in_use 2008 1 hall
K22 VP2 D05 34*40 1430 1300 1560 units industry in_use 2008 1 hall
K23 VP2 D06 40*40 - 0 1600 none industry in_use 2009 1 hall
K24 VP2 D07 50*40 2200 2000 2400 units industry,office in_use 2012 - -
K25 VP3 H01 40*20 880 800 960 units dwelling,retail in_use 2016 3 given
K26 VP3 H01 20*20 800 800 800 storeys - in_use 2016 2 given
K27 VP3 H02 40*24 3300 3000 3600 units office in_use 2017 4 height
K28 VP3 H02 20*20 0 0 0 units - empty 1970 - -
K29 VP3 H04 80*75 6050 5500 6600 units industry in_use 2019 1 hall
"""

HEIGHTS = """
building_id height_m height_source survey_date height_coverage height_missing_reason
K01 8   raster 2023-03-01 1   -
K02 8   raster 2023-03-01 1   -
K03 8   raster 2023-03-01 1   -
K04 10  raster 2023-03-01 1   -
K05 12  raster 2023-03-01 1   -
K06 8   raster 2023-03-01 1   -
K07 7   raster 2023-03-01 1   -
K08 6   raster 2023-03-01 1   -
K09 6   raster 2023-03-01 1   -
K10 -   raster 2023-03-01 1   newer_than_survey
K11 -   raster 2023-03-01 1   impossible
K12 6   raster 2023-03-01 1   -
K13 9   raster 2023-03-01 1   -
K14 -   raster 2023-03-01 1   newer_than_survey
K15 -   raster 2023-03-01 0.4 low_coverage
K16 3   raster 2023-03-01 1   -
K17 2.5 raster 2023-03-01 1   -
K18 10  raster 2023-03-01 1   -
K19 7   raster 2023-03-01 1   -
K20 5   raster 2023-03-01 1   -
K21 8   raster 2023-03-01 1   -
K22 8   raster 2023-03-01 1   -
K23 11  raster 2023-03-01 1   -
K24 9   older  2018-03-01 -   -
K25 10  raster 2023-03-01 1   -
K26 6   raster 2023-03-01 1   -
K27 15  raster 2023-03-01 1   -
K28 4   raster 2023-03-01 1   -
K29 12  raster 2023-03-01 1   -
"""
"""`ground_m` is −4 m NAP everywhere."""

EDGES = """
plot_id road side rear unknown
A01 40  60  40  60
A02 40  120 40  0
A03 40  120 40  0
A04 100 120 100 0
A05 80  120 80  0
A07 100 60  100 60
B01 50  60  50  60
B02 50  120 50  0
B03 50  120 50  0
B04 50  120 50  0
B05 50  120 50  0
B06 50  120 50  0
B07 50  120 50  0
B08 50  60  50  60
C01 30  30  30  30
C02 30  60  30  0
C03 30  60  30  0
C04 30  60  30  0
C06 40  60  40  0
C07 34  60  34  0
D01 60  60  60  60
D02 100 120 100 0
D03 40  120 40  0
D04 40  120 40  0
D05 40  120 40  0
D06 60  120 50  10
D07 140 60  80  0
E01 0   0   0   260
E04 30  180 0   30
H01 140 40  100 0
H02 40  200 40  0
H04 100 100 0   200
"""
"""Metres of the whole boundary of each net plot, by what lies on the other side."""

LIMITS = """
plot_id terrain_id max_height_m max_coverage min_coverage min_fsi setback_road_m setback_side_m setback_rear_m min_environmental_category max_environmental_category main_group limits_source buildable_m2
A01 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  40*50
A02 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  40*50
A03 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  40*50
A04 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  100*50
A05 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  80*50
A07 VP1 12 0.8 -   -   7 3 3 - 4.2 business zoning  100*50
B01 VP1 8  0.6 -   -   7 3 3 - 4.2 business both    -
B02 VP1 8  0.6 -   -   7 3 3 - 4.2 business both    -
B03 VP1 8  0.6 -   -   7 3 3 - 4.2 business both    -
B04 VP1 8  0.6 -   -   7 3 3 - 4.2 business both    -
B05 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
B06 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
B07 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
B08 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C01 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C02 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C03 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C04 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C06 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
C07 VP1 -  0.7 -   -   7 3 3 - 4.2 -        terrain -
D01 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D02 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D03 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D04 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D05 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D06 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
D07 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
E01 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
E04 VP2 12 0.7 0.3 0.3 7 3 3 2 4.1 -        terrain -
H01 VP3 15 -   -   -   - - - - -   mixed    zoning  100*40
H02 VP3 20 0.5 -   -   - - - - -   office   zoning  90*30
H04 VP3 -  -   -   -   - - - - -   -        none    -
"""
"""What the plan allows on the net plots: zoning first, else the terrain's own limit."""

GAPS = """
terrain_id kind cover area_m2
VP1 uncovered         -        100
VP1 overlap           green    50
VP1 overlap           field    120
VP1 net_by_cover_only building 50
VP1 net_by_cover_only paved    180
VP1 net_by_cover_only field    1900
VP1 net_by_cover_only -        100
VP2 uncovered         -        300
VP2 net_by_cover_only -        300
VP3 net_by_cover_only field    2000
"""
"""Where cover is lacking or double, and where two ways to net differ."""

NULLS = """
table id column reason
terrains VP3 vacant_area_m2 not_given
terrains VP3 largest_unbuilt_plot_m2 no_unbuilt_plot
plots C06 registered_area_m2 not_given
plots A01 vacant not_given
terrains VP2 gfa_m2 floor_area_incomplete
terrains VP2 fsi_gross floor_area_incomplete
plots C06 gfa_m2 floor_area_incomplete
plots D06 gfa_m2 floor_area_incomplete
plots D06 fsi floor_area_incomplete
plots B02 height_max_m no_standing_building
plots C04 height_max_m no_height_known
plots C06 height_max_m no_height_known
plots E02 free_area_m2 public
plots E03 counts_as_net unknown_cover
plots E03 use unknown_cover
plots E03 road_access unknown_cover
buildings K10 gfa_m2 not_standing
buildings K12 gfa_m2 not_standing
buildings K16 plot_id off_plot
buildings K15 gfa_m2 unit_area_refused
buildings K23 gfa_m2 unit_area_refused
buildings K16 uses no_unit_in_use
buildings K24 height_coverage not_given
buildings K14 height_m newer_than_survey
buildings K15 height_m low_coverage
buildings K06 storeys no_storey_height
buildings K28 storeys no_uses
"""
"""Why some cells are unknown."""

MODEL_3D = """
building_id raster_m model_m
K01 8  8
K02 8  8
K03 8  8.2
K04 10 10
K05 12 13
K06 8  8
K07 7  7
K08 6  5.6
K09 6  6
K13 9  9
K15 -  7
K18 10 10
K19 7  7
K20 5  5
K21 8  8
K22 8  8
K23 11 11
K24 -  9
K25 10 10
K26 6  6
K27 15 15
K28 4  4
K29 12 12
"""
"""The rasters beside the second source, of the buildings that the second source knows."""

_WORDS: dict[str, bool | None] = {"yes": True, "no": False, "-": None}


def rows(table: str) -> list[dict[str, object]]:
    """Return a table of this page as rows."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return [dict(zip(head, map(worth, line), strict=True)) for line in lines]


def worth(cell: str) -> object:
    """Return what a cell says: unknown, yes or no, the outcome of a sum, or a word."""
    if cell in _WORDS:
        return _WORDS[cell]
    if re.fullmatch(r"[\d.*/()+-]+|[\d.*/()+-]*sqrt[\d.*/()+-]+", cell) and "-0" not in cell:
        return eval(cell, {"__builtins__": {}, "sqrt": math.sqrt})  # our own sums, above
    return cell
