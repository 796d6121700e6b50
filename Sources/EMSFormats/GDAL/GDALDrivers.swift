#if GDAL
  import CGDAL

  /// GDAL's drivers, which are registered once: two threads that register them at the same time crash.
  enum GDALDrivers {
    private static let registration: Void = GDALAllRegister()

    static func register() { registration }
  }
#endif
