#if GDAL
  import CGDAL

  /// GDAL's drivers, which are registered once: two threads that register them at the same time crash.
  enum GDALDrivers {
    private static let registration: Void = {
      // Whatever no collector hears is said to nobody: the terminal is for sentences of this tool.
      CPLSetErrorHandler(CPLQuietErrorHandler)
      // One input gives one result: settings that a user or a machine keeps for GDAL (gdalrc) are not looked at.
      CPLSetConfigOption("GDAL_CONFIG_FILE", "/dev/null")
      GDALAllRegister()
      // Whatever PROJ's own settings say: nothing is fetched from a network.
      OSRSetPROJEnableNetwork(0)
      // A function of a GeoPackage's own tables and views may not do more than SQL does.
      CPLSetConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=OFF")
    }()

    static func register() { registration }
  }
#endif
