import EMSModel
import EMSFormats

/// A figure that a rule takes from the profile: its key, its unit, and whether the rule can do without it.
public struct FigureSpec: Hashable, Sendable {
  /// What may stand there.
  public enum Shape: Hashable, Sendable {
    case number
    case numbers
    case names
    case word([String])
    /// Tiers of facilities.
    case tiers
  }

  public var key: String
  public var unit: FigureUnit
  public var shape: Shape
  /// Whether a profile that states the rule must have it, itself or by extension.
  public var required: Bool
  /// Whether verdicts are held against it; others guide what the tool proposes.
  public var isJudged: Bool
  /// The key of the figure beside which it does not apply; nil where it always does.
  var unless: String?
  public var about: String

  public init(
    _ key: String, _ unit: FigureUnit, as shape: Shape = .number, required: Bool = true, isJudged: Bool = true,
    unless: String? = nil, _ about: String
  ) {
    self.key = key
    self.unit = unit
    self.shape = shape
    self.required = required
    self.isJudged = isJudged
    self.unless = unless
    self.about = about
  }

  /// The fewest and the most of what a plan counts, either of which it may leave open.
  static func leastAndMost(_ place: String) -> [FigureSpec] {
    [
      FigureSpec("minimum", .count, required: false, "The least \(place)."),
      FigureSpec("maximum", .count, required: false, "The most \(place)."),
    ]
  }

  /// What the YAML of the figure may hold.
  var schema: YAMLSchema {
    let number: YAMLSchema =
      unit.isWhole ? .integer(Int(unit.range.lowerBound)...Int(unit.range.upperBound)) : .number(unit.range)
    let value: YAMLSchema =
      switch shape {
      case .number: number
      case .numbers: .list(number)
      case .names: .list(.text)
      case .word(let words): .choice(words)
      case .tiers: .list(.choice(FacilityTier.allCases.map(\.rawValue)))
      }
    return Self.schema(of: value, about, in: [unit])
  }

  /// What a figure in one of several units may hold; how large it may be depends on the unit.
  static func schema(of units: [FigureUnit]) -> YAMLSchema {
    schema(of: .number(0...1_000_000_000), "The figure.", in: units)
  }

  private static func schema(of value: YAMLSchema, _ about: String, in units: [FigureUnit]) -> YAMLSchema {
    .object([
      .init("value", value, required: true, about),
      .init(
        "unit", .choice(units.map(\.rawValue)), required: true, "The unit, written out so that it can be checked."),
      .init("origin", .choice(Citation.origins), "Where it comes from; document when left out."),
      .init("document", .text, "The key of the document, when it is not the profile's own."),
      .init("section", .text, "The section of the document, when it is not the rule's."),
      .init("basis", PolicyProfile.phrase, "What a figure rests on that no document at hand states."),
      .init("by", .integer(1949...2100), "The year by which it is to be reached."),
      .init(
        "written", PolicyProfile.phrase,
        "The document's own words for it, as the quote has them, …… between pieces, and what they say in English, where that is more than the value."
      ),
    ])
  }
}
