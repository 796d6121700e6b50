import EMSModel

extension MeasureUnit {
  /// A value with its unit, as a reader sees it.
  package func text(_ value: Double) -> Phrase {
    let figure = NumberText.grouped(value, places: 1)
    switch self {
    case .people, .settlements, .facilities:
      let count = NumberText.grouped(Int(exactly: value.rounded()) ?? 0)
      return Phrase(count, count)
    case .share:
      let percent = NumberText.oneDecimal(value * 100)
      return Phrase(percent + " %", percent + "%")
    case .kilometres: return Phrase("\(figure) km", "\(figure)公里")
    case .minutes: return Phrase("\(figure) min", "\(figure)分钟")
    case .squareKilometres: return Phrase("\(figure) km²", "\(figure)平方公里")
    }
  }

  /// By how much a value is more than another, with its sign: the difference of the two as `text` writes them, so that a
  /// reader who subtracts finds it. That of a share is in percentage points.
  package func changeText(from before: Double, to after: Double) -> Phrase {
    let steps: Double =
      switch self {
      case .people, .settlements, .facilities: 1
      case .share: 1000
      case .kilometres, .minutes, .squareKilometres: 10
      }
    let change = ((after * steps).rounded() - (before * steps).rounded()) / steps
    let sign = change > 0 ? "+" : ""
    guard self == .share else {
      let text = text(change)
      return Phrase(sign + text.english, sign + text.chinese)
    }
    let points = sign + NumberText.oneDecimal(change * 100)
    return Phrase("\(points) percentage points", "\(points)个百分点")
  }
}

extension ComparisonRecord {
  /// The change with its sign; that of a share is in percentage points. nil where either is not known.
  var changeText: Phrase? {
    guard let before, let after else { return nil }
    return unit.changeText(from: before, to: after)
  }
}

extension NumberText {
  /// A fixed number of decimals with separators between the thousands, for people; files have theirs without.
  static func grouped(_ value: Double, places: Int) -> String {
    let text = decimals(value, places)
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let whole = Int(first), whole.magnitude >= 1000 else { return text }
    return ([grouped(whole)] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}
