/// How numbers stand in sentences: the same on every machine, whatever its locale.
public enum NumberText {
  /// 1,416,929
  public static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (value < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// 41.2, rounded half away from zero; no "-0.0".
  public static func oneDecimal(_ value: Double) -> String { decimals(value, 1) }

  /// Without needless decimals, as it stands in a name: 10, 2.5. At most `places` decimals, rounded half away from zero.
  public static func plain(_ value: Double, places: Int = 6) -> String {
    var text = decimals(value, places)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// A fixed number of decimals, rounded half away from zero.
  public static func decimals(_ value: Double, _ count: Int) -> String {
    guard value.isFinite else { return "" }
    var scale = 1.0
    for _ in 0..<count { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return String(value) }
    let whole = Int(scaled)
    let unit = Int(scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard count > 0 else { return sign + String(whole) }
    let fraction = String(whole % unit)
    return sign + String(whole / unit) + "." + String(repeating: "0", count: count - fraction.count) + fraction
  }
}
