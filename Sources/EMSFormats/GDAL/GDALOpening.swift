#if GDAL
  import CGDAL
  import Foundation

  /// The one place where files are opened through GDAL: by named drivers that read a file and nothing else.
  ///
  /// With its other drivers a file may lead anywhere: a VRT or a WMS description names files and addresses of its own,
  /// whatever its ending. A path that starts with /vsi would name a virtual file system, some of which are networks.
  package enum GDALOpening {
    package static let rasterDrivers = ["GTiff", "AAIGrid"]

    /// Where parts of zip files lie, in memory; no path of a user's leads there, for it names no folder of the disk.
    static let memoryFolder = "/vsimem/emsplan-"

    package enum Kind { case vector, raster }

    /// nil where none of the drivers takes the file; GDAL's last error then says why.
    package static func open(_ path: String, _ kind: Kind, drivers: [String], options: [String] = []) -> GDALDatasetH? {
      guard !drivers.isEmpty, !path.hasPrefix("/vsi") || path.hasPrefix(memoryFolder) else { return nil }
      GDALDrivers.register()
      // A raster's .aux.xml may name another file as its overviews: neither it nor the folder is looked at.
      let settings =
        kind == .raster ? [("GDAL_PAM_ENABLED", "NO"), ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")] : []
      for (key, value) in settings { CPLSetThreadLocalConfigOption(key, value) }
      defer { for (key, _) in settings { CPLSetThreadLocalConfigOption(key, nil) } }
      let flags = UInt32((kind == .raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR) | GDAL_OF_READONLY)
      return withList(drivers) { drivers in
        withList(options) { options in GDALOpenEx(path, flags, drivers, options, nil) }
      }
    }

    /// Calls `body` with a null-terminated list of C strings.
    static func withList<Result>(
      _ words: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
      let copies = words.map { strdup($0) }
      defer { for copy in copies { free(copy) } }
      return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }
#endif
