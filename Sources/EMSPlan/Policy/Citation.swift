/// Why a figure is what it is.
public enum Citation: Hashable, Sendable {
  /// A section of a published document.
  case document(PolicyDocument, section: String)
  /// A document whose figure is known through press coverage alone; the basis says which.
  case press(PolicyDocument, basis: Phrase)
  /// A default of the tool, and what it rests on.
  case byDefault(basis: Phrase)

  /// Whether a document says so, and not the tool.
  public var isStated: Bool {
    if case .byDefault = self { return false }
    return true
  }

  /// `document`, `press` or `default`, as profiles spell it.
  public var origin: String {
    switch self {
    case .document: "document"
    case .press: "press"
    case .byDefault: "default"
    }
  }

  public func text(in language: Language) -> String {
    switch self {
    case .document(let document, let section): "\(document.fullTitle) \(section)"
    case .press(let document, let basis):
      language == .chinese ? "\(document.fullTitle)（\(basis.chinese)）" : "\(document.fullTitle) (\(basis.english))"
    case .byDefault(let basis): language == .chinese ? "默认值：\(basis.chinese)" : "default: \(basis.english)"
    }
  }
}
