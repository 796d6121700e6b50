import EMSReading

/// Where the roads of a plan come from.
package struct RoadSource: Sendable {
  package let format: RoadFile.Format
  /// The day to which the data go, ISO 8601; nil where the file says none.
  package let dataUntil: String?
}
