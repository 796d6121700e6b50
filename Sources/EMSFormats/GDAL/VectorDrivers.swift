/// GDAL's drivers of layers, by the ending of the file; a build without GDAL knows the endings, to say what it cannot read.
enum VectorDrivers {
  static let byKind: [String: [String]] = [
    "shp": ["ESRI Shapefile"], "gpkg": ["GPKG"], "fgb": ["FlatGeobuf"], "kml": ["LIBKML", "KML"], "kmz": ["LIBKML"],
    "gpx": ["GPX"], "ods": ["ODS"], "xls": ["XLS"], "gdb": ["OpenFileGDB"],
    "tab": ["MapInfo File"], "mif": ["MapInfo File"], "dbf": ["ESRI Shapefile"],
  ]
}
