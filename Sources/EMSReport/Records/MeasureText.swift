import EMSModel

extension MeasureUnit {
  /// A value with its unit, as a reader sees it.
  func text(_ value: Double) -> String {
    switch self {
    case .people, .settlements, .facilities: NumberText.grouped(Int(exactly: value.rounded()) ?? 0)
    case .share: NumberText.oneDecimal(value * 100) + " %"
    case .kilometres: NumberText.oneDecimal(value) + " km"
    case .minutes: NumberText.oneDecimal(value) + " min"
    case .squareKilometres: NumberText.oneDecimal(value) + " km²"
    }
  }
}

extension ComparisonRecord {
  /// The change with its sign; that of a share is in percentage points. nil where either is not known.
  var changeText: Phrase? {
    guard let before, let after else { return nil }
    let change = after - before
    let sign = change > 0 ? "+" : ""
    guard unit == .share else { return Phrase(sign + unit.text(change), sign + unit.text(change)) }
    let points = sign + NumberText.oneDecimal(change * 100)
    return Phrase("\(points) points", "\(points)个百分点")
  }
}
