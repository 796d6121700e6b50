import EMSFormats
import EMSModel
import TravelNetwork

/// What roads say that no mode reads, with the number of lines that say it.
public enum RoadTagNotes {
  /// Unknown classes, speed limits and timetables that are not read, and rules that hold at some hours only.
  public static func notes(on lines: RoadLines) -> [Note] {
    var counts = [Int](repeating: 0, count: lines.attributeSets.count)
    for set in lines.attributes { counts[Int(set)] += 1 }
    var limits: [String: Int] = [:]
    var timetables: [String: Int] = [:]
    var conditions: [String: Int] = [:]
    var oneWays: [String: Int] = [:]
    for (tags, count) in zip(lines.attributeSets, counts) where count > 0 {
      for key in ["maxspeed", "maxspeed:forward", "maxspeed:backward"] {
        if let text = tags[key], PostedSpeed(text) == nil { limits[text, default: 0] += count }
      }
      if tags["route"] == "ferry", let text = tags["duration"], FerryDuration.read(text) == nil {
        timetables[text, default: 0] += count
      }
      for key in OpenStreetMapTags.oneWayKeys {
        if let text = tags[key], OneWaySign(text) == nil { oneWays[text, default: 0] += count }
      }
      for key in OpenStreetMapTags.conditionalKeys where tags[key] != nil { conditions[key, default: 0] += count }
      if let season = tags["seasonal"], season != "no" { conditions["seasonal", default: 0] += count }
    }
    var rules: [String: Int] = [:]
    for restriction in lines.restrictions {
      let tags = lines.attributeSets[Int(restriction.attributes)]
      for (key, rule) in tags where key.hasPrefix("restriction") {
        if key.hasSuffix(":conditional") {
          conditions[key, default: 0] += 1
        } else if !rule.lowercased().hasPrefix("no_"), !rule.lowercased().hasPrefix("only_") {
          rules[rule, default: 0] += 1
        }
      }
    }
    func note(_ found: [String: Int], _ what: Phrase) -> Note? {
      if found.isEmpty { return nil }
      let list = list(found)
      return Note(.warning, english: "\(what.english): \(list)", chinese: "\(what.chinese)：\(list)")
    }
    return [
      note(
        Dictionary(RoadMode.unknownClasses(in: lines).map { ($0.name, $0.lines) }, uniquingKeysWith: +),
        Phrase("classes of road that no mode knows, left out", "以下道路类别未知，已忽略")),
      note(
        limits,
        Phrase(
          "speed limits that are not read, with their lines; cars drive the speed of the class there",
          "无法识别的限速（括号内为条数），驾车按道路类别取速度")),
      note(
        oneWays,
        Phrase("one-way signs that are not read, with their lines, taken as two-way", "无法识别的单行标记（括号内为条数），按双向处理")),
      note(
        timetables,
        Phrase(
          "ferry durations that are not read, with their lines; the ferry goes at 5 km/h",
          "无法识别的渡船时间（括号内为条数），按 5 km/h 计")),
      note(rules, Phrase("restrictions of turns that are not read, with their number", "无法识别的转弯限制（括号内为条数）")),
      note(
        conditions,
        Phrase(
          "rules that hold at some hours or seasons only and are not applied, with their lines",
          "仅在特定时段或季节有效、未予采用的规则（括号内为条数）")),
    ].compactMap { $0 }
  }

  /// The classes that roads say they are of, the most frequent first with their lines: `primary (12), 村路 (3)`.
  public static func classes(of lines: RoadLines) -> String {
    var counts: [String: Int] = [:]
    for set in lines.attributes {
      let tags = lines.attributeSets[Int(set)]
      if let name = tags["highway"] ?? tags["route"] { counts[name, default: 0] += 1 }
    }
    return list(counts)
  }

  /// The most frequent first, and how many more there are.
  private static func list(_ found: [String: Int]) -> String {
    let sorted = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(10).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    return sorted.count > 10 ? "\(shown), … (\(sorted.count))" : shown
  }
}
