/// The whole numbers that a field of a layer holds, where no field was named by which closed roads are listed.
///
/// A list of numbers may mean these or the numbers of the features.
public struct RivalNumbers: Hashable, Sendable {
  public let field: String
  /// The first feature that holds each number.
  private(set) var features: [Int64: Int64] = [:]

  init(field: String) { self.field = field }

  mutating func add(_ value: Int64, feature: Int64) { if features[value] == nil { features[value] = feature } }

  /// Whether a number of a list means another road here than the feature of that number.
  func isRival(_ number: Int64) -> Bool { features[number].map { $0 != number } ?? false }
}
