import EMSModel

extension UnitIndicators {
  /// Sets a figure of the wide table; false where it is set already or is no whole number. Of several years the latest holds.
  mutating func set(_ field: Field, _ number: Double, year: Int?) -> Bool {
    if let known = years[field.rawValue], known.map({ $0 == year }) ?? (year == nil) { return false }
    if let known = years[field.rawValue], let known, let year, known > year { return true }
    years[field.rawValue] = .some(year)
    if field == .turnoutShare {
      turnoutShare = number
      return (0...1).contains(number)
    }
    guard number >= 0, let count = Int(exactly: number), let path = Self.path(field) else { return false }
    self[keyPath: path] = count
    return true
  }

  /// Whether a figure of the wide table is known.
  func says(_ field: Field) -> Bool { figure(field) != nil }

  /// Takes every figure from another unit that this one does not have.
  mutating func fill(from other: UnitIndicators) {
    turnoutShare = turnoutShare ?? other.turnoutShare
    for field in Field.allCases {
      if let path = Self.path(field) { self[keyPath: path] = self[keyPath: path] ?? other[keyPath: path] }
    }
    values.merge(other.values) { own, _ in own }
    years.merge(other.years) { own, _ in own }
  }
}
