/// The language of everything that a person reads.
public enum Language: String, CaseIterable, Codable, Hashable, Sendable {
  case english = "en"
  case chinese = "zh"
}
