import GeoKit

/// A value of a property, a cell or a JSON member, with the number of decimals that it is written with.
public enum PropertyValue: Hashable, Sendable {
  /// Unknown: `null` in JSON, an empty cell in a table.
  case null
  case flag(Bool)
  case whole(Int)
  /// A number rounded to at most so many decimals (0 to 9) and written without trailing zeros; not finite is unknown.
  case decimal(Double, places: Int)
  case text(String)
  case list([PropertyValue])
  /// Members in the order in which they are written.
  case members([Member])

  /// One named value.
  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: PropertyValue

    public init(_ name: String, _ value: PropertyValue) {
      self.name = name
      self.value = value
    }
  }
}

extension PropertyValue {
  /// A text, unknown where nil.
  public static func optional(_ text: String?) -> PropertyValue { text.map { .text($0) } ?? .null }

  /// A count, unknown where nil.
  public static func optional(_ count: Int?) -> PropertyValue { count.map { .whole($0) } ?? .null }

  /// Yes or no, unknown where nil.
  public static func optional(_ flag: Bool?) -> PropertyValue { flag.map { .flag($0) } ?? .null }

  /// A number with so many decimals, unknown where nil.
  public static func optional(_ number: Double?, places: Int) -> PropertyValue {
    number.map { .decimal($0, places: places) } ?? .null
  }

  /// Kilometres to the millimetre, so that a written distance can be compared with a standard.
  public static func kilometres(_ distance: Distance?) -> PropertyValue { optional(distance?.kilometres, places: 6) }

  /// Square kilometres to the square metre.
  public static func squareKilometres(_ area: Area?) -> PropertyValue {
    optional(area?.squareKilometres, places: 6)
  }

  /// Minutes with four decimals, six thousandths of a second.
  public static func minutes(_ time: Duration?) -> PropertyValue {
    optional(time.map { $0 / .seconds(60) }, places: 4)
  }

  /// A share from 0 to 1 with six decimals.
  public static func share(_ share: Double?) -> PropertyValue { optional(share, places: 6) }
}

extension PropertyValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .whole(value) }
  public init(booleanLiteral value: Bool) { self = .flag(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: PropertyValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, PropertyValue)...) {
    self = .members(elements.map { Member($0.0, $0.1) })
  }
}
