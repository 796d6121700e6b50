/// The largest inputs that are read; beyond them a reader says so instead of running out of memory.
///
/// All are far beyond a country's data by county: China has 2,844 counties, 40,000 townships and 600,000 villages.
public enum InputLimits {
  /// Of one file.
  public static let bytesOfFile = 2 << 30
  /// What a layer takes in memory while it is read: about twice its file's size.
  static func memory(ofFile bytes: Int) -> Int { 2 * bytes }
  /// What a zip or gzip file, such as a workbook, may unpack to.
  public static let unpackedBytes = 512 << 20
  /// Of one layer or table.
  public static let rows = 10_000_000
  /// Of one ring.
  public static let cornersOfRing = 2_000_000
  /// Of one raster: 16,000 × 16,000, a league at 30 m.
  public static let cellsOfRaster = 256_000_000
  /// What a raster takes in memory with a search over it: 6 GB for the largest.
  package static func memory(ofRasterCells cells: Int) -> Int { 24 * cells }
}
