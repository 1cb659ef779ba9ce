"""Geometry that any room may use: shapely arrays in, shapely or numpy arrays out.

No tables of a study, no words, no files. All coordinates are metres in a plane (EPSG:28992).
"""
