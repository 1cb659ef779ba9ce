"""The functions of `import geo_ser`: GeoDataFrames in, Series or GeoDataFrames out.

Each measures with the same code as the atlas and gives the same figure for the same rows. Areas
are polygons in EPSG:28992 (metres); a result has the index of its first table; null means
unknown, never zero. Nothing is written to disk.
"""
