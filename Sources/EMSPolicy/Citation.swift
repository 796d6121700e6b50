import EMSModel

/// Why a figure is what it is.
public enum Citation: Hashable, Sendable {
  /// A section of a published document.
  case document(PolicyDocument, section: String)
  /// A document whose figure is known through press coverage alone; the basis says which.
  case press(PolicyDocument, basis: Phrase)
  /// A document that is cited from memory: its text was not at hand.
  case recalled(PolicyDocument, basis: Phrase)
  /// A law or a technical standard.
  case standard(basis: Phrase)
  /// A default of the tool, and what it rests on.
  case byDefault(basis: Phrase)

  /// The document; nil of a law, a standard or a default.
  public var document: PolicyDocument? {
    switch self {
    case .document(let document, _), .press(let document, _), .recalled(let document, _): document
    case .standard, .byDefault: nil
    }
  }

  /// Whether a document asks for it that was read or reported, and not the tool.
  public var isStated: Bool {
    switch self {
    case .document, .press: true
    case .recalled, .standard, .byDefault: false
    }
  }

  /// The kind of the figure, as profiles spell it: `document`, `press`, `recalled`, `standard` or `default`.
  public var origin: String {
    switch self {
    case .document: "document"
    case .press: "press"
    case .recalled: "recalled"
    case .standard: "standard"
    case .byDefault: "default"
    }
  }

  /// Every kind that a profile may name.
  static let origins = ["document", "press", "recalled", "standard", "default"]

  /// The kind of a figure that the document itself does not give, as it stands beside the figure; nil for the document's own.
  public var mark: Phrase? {
    switch self {
    case .document: nil
    case .press: Phrase("reported", "据报道")
    case .recalled: Phrase("recalled", "凭记忆")
    case .standard: Phrase("standard", "标准")
    case .byDefault: Phrase("default", "默认值")
    }
  }

  /// Document and section, or what the figure is instead of one of a document.
  public func text(in language: Language) -> String {
    switch self {
    case .document(let document, let section):
      let sections = language == .chinese ? section.replacing(", ", with: "、") : section
      return "\(document.fullTitle) \(sections)"
    case .press(let document, let basis), .recalled(let document, let basis):
      return language == .chinese
        ? "\(document.fullTitle)（\(basis.chinese)）" : "\(document.fullTitle) (\(basis.english))"
    case .standard(let basis), .byDefault(let basis):
      let kind = mark?[language] ?? ""
      return language == .chinese ? "\(kind)：\(basis.chinese)" : "\(kind): \(basis.english)"
    }
  }
}
