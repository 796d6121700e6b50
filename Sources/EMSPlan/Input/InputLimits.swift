/// The largest inputs that are read; beyond them a reader says so instead of running out of memory.
///
/// All are far beyond a country's data by county: China has 2,844 counties, 40,000 townships and 600,000 villages.
public enum InputLimits {
  /// Of one file. A layer takes about twice its file's size in memory while it is read.
  public static let bytesOfFile = 2 << 30
  /// Of one layer or table.
  public static let rows = 10_000_000
  /// Of one ring.
  public static let cornersOfRing = 2_000_000
  /// Of one raster: 16,000 × 16,000, a league at 30 m; a search over it takes 6 GB.
  public static let cellsOfRaster = 256_000_000
}
