import EMSFormats
import EMSModel
import TravelNetwork

/// What roads say that no mode reads, with the number of lines that say it.
public enum RoadTagNotes {
  /// Unknown classes, speed limits and timetables that are not read, and rules that hold at some hours only.
  ///
  /// - Parameter vehicle: the ambulance against which limits of height and width are held.
  public static func notes(on lines: RoadLines, for vehicle: VehicleSize) -> [Note] {
    var counts = [Int](repeating: 0, count: lines.attributeSets.count)
    for set in lines.attributes { counts[Int(set)] += 1 }
    var limits: [String: Int] = [:]
    var timetables: [String: Int] = [:]
    var conditions: [String: Int] = [:]
    var oneWays: [String: Int] = [:]
    var grounds: [String: Int] = [:]
    var (reversible, alternating) = (0, 0)
    var ruins: [String: Int] = [:]
    var narrow: [String: Int] = [:]
    var winter: [String: Int] = [:]
    var fords: [String: Int] = [:]
    let points = Set(
      lines.obstacles.filter { OpenStreetMapTags.isFord(lines.attributeSets[Int($0.attributes)]) }.map(\.point))
    let onRoads = points.isEmpty ? 0 : points.intersection(lines.points).count
    if onRoads > 0 { fords["node"] = onRoads }
    for (tags, count) in zip(lines.attributeSets, counts) where count > 0 {
      for key in limitKeys {
        if let text = tags[key], PostedSpeed(text) == nil { limits[text, default: 0] += count }
      }
      if OpenStreetMapTags.isFerry(tags), let text = tags["duration"], FerryDuration.of(tags) == nil {
        timetables[text, default: 0] += count
      }
      for (key, known) in Self.knownGrounds {
        for value in OpenStreetMapTags.values(tags[key] ?? "") where !known.contains(value) {
          grounds["\(key)=\(value)", default: 0] += count
        }
      }
      for key in OpenStreetMapTags.oneWayKeys {
        if let text = tags[key], OneWaySign(text) == nil { oneWays[text, default: 0] += count }
      }
      switch tags["oneway"]?.lowercased() {
      case "reversible"?: reversible += count
      case "alternating"?: alternating += count
      default: break
      }
      for key in RoadMode.winterRoads where tags[key] == "yes" { winter["\(key)=yes", default: 0] += count }
      if OpenStreetMapTags.isFord(tags) { fords["way", default: 0] += count }
      for key in OpenStreetMapTags.ruinKeys where tags[key] == "yes" { ruins["\(key)=yes", default: 0] += count }
      for (key, least) in [("maxheight", vehicle.height), ("maxwidth", vehicle.width)] {
        if let text = tags[key], let metres = Double(text.replacing("m", with: "").filter { !$0.isWhitespace }),
          metres < least
        {
          narrow["\(key)=\(text)", default: 0] += count
        }
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
    let hours = [
      reversible > 0
        ? Note(
          .warning,
          english: reversible.of("line is", "lines are")
            + " one-way in turns (oneway=reversible), and closed both ways",
          chinese: "\(NumberText.grouped(reversible)) 条道路为可变方向单行（oneway=reversible），按双向封闭处理") : nil,
      alternating > 0
        ? Note(
          .warning,
          english: alternating.of("line is", "lines are")
            + " driven from either end in turns (oneway=alternating), and open both ways",
          chinese: "\(NumberText.grouped(alternating)) 条道路为交替通行（oneway=alternating），按双向通行处理") : nil,
    ]
    return hours.compactMap { $0 }
      + [
        Self.unknownClasses(lines),
        note(
          ruins,
          Phrase("roads that are there no more or impassable, left out, with their lines", "已废弃或无法通行的道路（括号内为条数），已忽略")),
        note(narrow, Self.limits(of: vehicle)),
        note(
          winter,
          Phrase(
            "roads of the winter alone, with their lines, closed unless a season opens them (--season ice_road=1, or season in the plan)",
            "仅冬季可通行的道路（括号内为条数），除非用季节开放（--season ice_road=1，或方案中的 season），否则按封闭处理")),
        note(fords, Phrase("fords, with their number, taken as passable at all times", "涉水路段（括号内为数量），按全年可通行处理")),
        note(
          implausibleFerries(lines),
          Phrase(
            "ferry durations that no ferry keeps, with their lines and the speed that they mean; the ferry goes at 5 km/h",
            "不可能的渡船时间（括号内为条数），按 5 km/h 计")),
        note(
          sharedDurations(lines),
          Phrase(
            "ferry durations of lines alike that go on into one another on the water, with their lines; they share it",
            "水上首尾相接、标注相同的渡船线（括号内为条数），合用同一航行时间")),
        note(
          limits,
          Phrase(
            "speed limits that are not read, with their lines; cars drive the speed of the class there",
            "无法识别的限速（括号内为条数），驾车按道路类别取速度")),
        note(
          oneWays,
          Phrase("one-way signs that are not read, with their lines, taken as two-way", "无法识别的单行标记（括号内为条数），按双向处理")),
        note(
          grounds,
          Phrase("surfaces that are not read, with their lines; they slow nobody", "无法识别的路面（括号内为条数），不据以减速")),
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

  /// What is known of each key of the ground: what slows somebody, and what slows nobody.
  private static let knownGrounds: [(key: String, values: Set<String>)] = [
    (
      "surface",
      known(\.surfaceSpeeds).union([
        "paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes", "chipseal", "paving_stones:lanes",
        "sett:lanes", "grass_paver:lanes", "unhewn_cobblestone", "metal_grid", "acrylic", "rubber", "artificial_turf",
        "carpet",
        "snow", "ice", "salt", "woodchips", "shells",
      ])
    ),
    ("tracktype", known(\.trackSpeeds)),
    ("smoothness", known(\.smoothnessSpeeds).union(["excellent", "good"])),
  ]

  private static func known(_ speeds: KeyPath<RoadMode, [String: Double]>) -> Set<String> {
    Set(RoadMode.all.flatMap { $0[keyPath: speeds].keys })
  }

  /// Keys of limits for cars, of both directions and of each.
  private static let limitKeys = (["maxspeed"] + OpenStreetMapTags.limitsOfCars).flatMap(OpenStreetMapTags.inDirections)

  /// Limits that the vehicle would not pass, and whose its size is.
  private static func limits(of vehicle: VehicleSize) -> Phrase {
    func size(_ metres: Double, _ given: Double?) -> Phrase {
      let text = NumberText.plain(metres)
      return given == nil
        ? Phrase("\(text) m (assumed by the tool)", "\(text) 米（软件假定）")
        : Phrase("\(text) m (by the plan)", "\(text) 米（方案给定）")
    }
    let (height, width) = (size(vehicle.height, vehicle.givenHeight), size(vehicle.width, vehicle.givenWidth))
    let remedy =
      vehicle.isAssumed
      ? Phrase(
        "; a plan gives its own in inputs.roads, vehicle_height_m and vehicle_width_m",
        "；方案可在 inputs.roads 中用 vehicle_height_m、vehicle_width_m 给出") : Phrase("", "")
    return Phrase(
      "limits that an ambulance of a height of \(height.english) and a width of \(width.english) would not pass, with their lines\(remedy.english); they are not applied",
      "高 \(height.chinese)、宽 \(width.chinese)的救护车无法通过的限高限宽（括号内为条数\(remedy.chinese)），未予采用")
  }

  /// Classes that are left out, the longest first with their lines and kilometres; nil where there are none.
  private static func unknownClasses(_ lines: RoadLines) -> Note? {
    let unknown = RoadMode.unknownClasses(in: lines)
    if unknown.isEmpty { return nil }
    var metres: [String: Double] = [:]
    let names = Set(unknown.map(\.name))
    for line in 0..<lines.count {
      let tags = lines.attributeSets[Int(lines.attributes[line])]
      let name = tags["highway"] ?? tags["route"] ?? ""
      if names.contains(name) { metres[name, default: 0] += lines.metres(of: line) }
    }
    let longest = unknown.sorted { (metres[$1.name] ?? 0, $0.name) < (metres[$0.name] ?? 0, $1.name) }
    func list(_ unit: String) -> String {
      longest.prefix(10).map { found in
        "\(found.name) (\(found.lines), \(NumberText.decimals((metres[found.name] ?? 0) / 1000, 1)) \(unit))"
      }.joined(separator: ", ") + (longest.count > 10 ? ", … (\(longest.count))" : "")
    }
    return Note(
      .warning,
      english:
        "classes of road that no mode knows, left out, with their lines: \(list("km")). Where they are driven, give them a class that is known, such as 县道, 四级 or tertiary",
      chinese: "以下道路类别未知，已忽略（括号内为条数与长度）：\(list("公里"))。如可通行，请改为已知类别，如县道、四级、tertiary")
  }

  /// Durations that make a ferry implausibly quick or slow, with their lines; a cut line shares its duration.
  private static func implausibleFerries(_ lines: RoadLines) -> [String: Int] {
    let durations = lines.attributeSets.map(FerryDuration.of)
    var found: [String: Int] = [:]
    for (line, speed) in lines.timetableSpeeds({ durations[Int(lines.attributes[$0])] })
    where !RoadTraversal.timetableSpeeds.contains(speed) {
      let text = lines.attributeSets[Int(lines.attributes[line])]["duration"] ?? ""
      found["\(text) = \(NumberText.decimals(speed * 3.6, 1)) km/h", default: 0] += 1
    }
    return found
  }

  /// Durations that lines of several identifiers share, with their lines.
  private static func sharedDurations(_ lines: RoadLines) -> [String: Int] {
    let durations = lines.attributeSets.map(FerryDuration.of)
    let timed = (0..<lines.count).filter { durations[Int(lines.attributes[$0])] != nil }
    let crossings = Dictionary(grouping: zip(lines.crossings(of: timed), timed)) { $0.0 }.values
    var found: [String: Int] = [:]
    for crossing in crossings where Set(crossing.map { lines.identifiers[$0.1] }).count > 1 {
      let text = lines.attributeSets[Int(lines.attributes[crossing[0].1])]["duration"] ?? ""
      found[text, default: 0] += crossing.count
    }
    return found
  }

  /// The classes that roads say they are of, the most frequent first with their lines: `primary (12), 村路 (3)`.
  public static func classes(of lines: RoadLines) -> Phrase {
    var counts: [String: Int] = [:]
    for set in lines.attributes {
      let tags = lines.attributeSets[Int(set)]
      if let name = tags["highway"] ?? tags["route"] { counts[name, default: 0] += 1 }
    }
    let list = list(counts)
    return list.isEmpty ? Phrase("none", "无") : Phrase(list, list)
  }

  /// The most frequent first, and how many more there are.
  private static func list(_ found: [String: Int]) -> String {
    let sorted = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(10).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    return sorted.count > 10 ? "\(shown), … (\(sorted.count))" : shown
  }
}
