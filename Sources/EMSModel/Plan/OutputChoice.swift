/// Which outputs a plan writes besides those that it always does.
public struct OutputChoice: Hashable, Sendable {
  /// A form of the maps on paper.
  public enum MapFormat: String, CaseIterable, Hashable, Sendable {
    /// One file of all sheets.
    case pdf
    /// A file for each sheet.
    case svg
    /// A file for each sheet, 300 dots to the inch.
    case png
  }

  /// Whether each layer is written as FlatGeobuf, too.
  public var flatGeobuf = false
  /// Whether each county has an annex of its own, too.
  public var perCounty = false
  /// nil leaves it to the command: a plan by itself draws PDF and SVG, one of a batch none.
  public var maps: Set<MapFormat>?

  public init(flatGeobuf: Bool = false, perCounty: Bool = false, maps: Set<MapFormat>? = nil) {
    self.flatGeobuf = flatGeobuf
    self.perCounty = perCounty
    self.maps = maps
  }
}
