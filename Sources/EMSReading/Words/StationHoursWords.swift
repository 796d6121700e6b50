import EMSFormats
import EMSModel

/// When a station is staffed, as lists word it: 24h, 全天, 08:00–18:00, 白班, or yes and no to “round the clock?”.
enum StationHoursWords {
  /// Nil for anything else.
  static func read(_ text: String) -> StationHours? {
    let plain = HalfWidth.compact(text)
    func hours(_ isRoundTheClock: Bool) -> StationHours { StationHours(text, isRoundTheClock: isRoundTheClock) }
    if let answer = YesNoWords.read(plain), Double(plain) == nil { return hours(answer) }
    if whole.contains(plain) { return hours(true) }
    if let covered = minutesCovered(plain) {
      let isDaily = !["周", "星期", "mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains { plain.contains($0) }
      return hours(isDaily && covered >= 24 * 60 - 1)
    }
    if let number = plain.wholeMatch(of: hoursADay),
      let count = Int(number.1), (1...24).contains(count)
    {
      return hours(count == 24)
    }
    return part.contains { plain.contains($0) } ? hours(false) : nil
  }

  private nonisolated(unsafe) static let hoursADay = /([0-9]{1,2})(?:h|hours?|小时|hrs?)?(?:\/(?:day|日|天))?/
  private nonisolated(unsafe) static let span =
    /([0-9]{1,2})(?:[:.时点]([0-9]{2})?分?)?(?:[-–—~～至到]|to)(次日)?([0-9]{1,2})(?:[:.时点]([0-9]{2})?分?)?/

  private static let whole: Set<String> = [
    "24/7", "7x24", "7×24", "7*24", "24x7", "7x24h", "7x24小时", "7×24小时", "24h", "24hours", "24小时", "24小时值班", "24小时值守",
    "全天",
    "全天候", "全日", "昼夜", "日夜", "全天24小时", "roundtheclock", "dayandnight", "allday", "always", "continuous",
  ]
  private static let part = [
    "白天", "白班", "日间", "夜间", "夜班", "daytime", "dayshift", "night", "工作日", "weekday", "daylight", "上午", "下午",
  ]

  /// The minutes of a day that spans of time cover together; nil where there is no span, or one that is none.
  private static func minutesCovered(_ text: String) -> Int? {
    var isCovered = [Bool](repeating: false, count: 24 * 60)
    var isFound = false
    for match in text.matches(of: span) {
      func minutes(_ hour: Substring, _ minute: Substring?) -> Int? {
        guard let hour = Int(hour), let minute = Int(minute ?? "0"), hour <= 24, minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
      }
      guard let from = minutes(match.1, match.2 ?? nil), let to = minutes(match.4, match.5 ?? nil) else { return nil }
      isFound = true
      for step in 0..<(to > from ? to - from : to - from + 1440) { isCovered[(from + step) % 1440] = true }
    }
    return isFound ? isCovered.count { $0 } : nil
  }
}
