/// A published plan or guidance that a figure can be traced to.
public struct PolicyDocument: Hashable, Sendable {
  /// Whether the document is in force.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case issued
    /// Published for comments (征求意见稿).
    case draft
  }

  /// What profiles call it.
  public var key: String
  /// The title as published.
  public var title: String
  /// The number of the document (发文字号); nil when it has none or it is not known.
  public var number: String?
  /// The date of issue, `YYYY-MM-DD`; nil when not known.
  public var issued: String?
  public var status: Status

  public init(key: String, title: String, number: String? = nil, issued: String? = nil, status: Status) {
    self.key = key
    self.title = title
    self.number = number
    self.issued = issued
    self.status = status
  }

  /// Title and number, as a citation gives them.
  public var fullTitle: String { number.map { "\(title)（\($0)）" } ?? title }
}
