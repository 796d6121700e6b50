/// Where a value comes from; every output that rests on one that is not `surveyed` says so.
public enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
  /// Stated by the source that the file names.
  case surveyed
  /// Computed from surveyed data by a named method.
  case derived
  /// Neither surveyed nor computed: taken to be so, and declared.
  case assumed
}
