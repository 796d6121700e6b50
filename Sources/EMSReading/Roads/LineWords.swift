import EMSFormats
import EMSModel
import TravelNetwork

/// What the fields of one line say, as written; nil where a field is missing or empty.
struct LineSigns: Hashable {
  var roadClass: String?
  /// What another field of classes says, where nobody knows what the first says.
  var otherClass: String?
  /// Whether the class is a figure in a field of technical grades.
  var isGradeCode = false
  var speed: String?
  var oneWay: String?
  var bridge: String?
  var tunnel: String?
  var layer: String?
  var access: String?
  var surface: String?
  /// What fields of status say, and those that may speak of something else.
  var statuses: [String] = []
  var conditions: [String] = []
  /// Fields that say that the road is closed, each with what it says.
  var closures: [String] = []
  /// Such fields that say neither.
  var doubts: [String] = []
  /// What else a layer of OpenStreetMap says, in its own keys.
  var tags: [String: String] = [:]
  /// The first feature that says so, counted from 1; no part of what is said.
  var firstFeature = 0

  static func == (a: LineSigns, b: LineSigns) -> Bool {
    a.said == b.said && a.isGradeCode == b.isGradeCode && a.tags == b.tags && a.statuses == b.statuses
      && a.conditions == b.conditions
      && a.closures == b.closures && a.doubts == b.doubts
  }
  func hash(into hasher: inout Hasher) {
    hasher.combine(said)
    hasher.combine(isGradeCode)
    hasher.combine(tags)
    hasher.combine(statuses)
    hasher.combine(conditions)
    hasher.combine(closures)
    hasher.combine(doubts)
  }

  private var said: [String?] { [roadClass, otherClass, speed, oneWay, bridge, tunnel, layer, access, surface] }
}

/// Turns the words of a line layer into tags of OpenStreetMap; how a sign is read is decided for the whole column.
struct LineWords {
  private(set) var notes: [Note] = []
  private(set) var problems: [InputProblem] = []
  private let path: String
  private let fields: LineFields

  #if GDAL
    init(_ path: String, _ columns: LineColumns) { self.init(path, fields: columns.fields) }
  #endif

  init(_ path: String, fields: LineFields) {
    self.path = path
    self.fields = fields
  }

  /// The tags of each set of signs, of which there are `counts` lines.
  mutating func tags(of signs: [LineSigns], counts: [Int]) -> [[String: String]] {
    let oneWays = signs.compactMap(\.oneWay)
    let isLogical = !fields.isGeofabrik && !fields.isDirection && RoadWords.isLogical(oneWays)
    if isLogical, oneWays.allSatisfy({ ["t", "f"].contains($0.lowercased()) }) {
      notes.append(
        Note(
          .warning,
          english:
            "\(path): the one-way signs are T and F alone, and are read as yes and no; where they are directions, write FT and TF",
          chinese: "\(path)：单行标记只有 T 和 F，按是和否读取；若表示方向，请写作 FT 和 TF"))
    }
    let isNavigation =
      !fields.countsDirections && oneWays.contains { ["2", "3"].contains($0) }
      && oneWays.allSatisfy { Double($0) != -1 }
    let letters = Set(oneWays.map { $0.lowercased() })
    // A field of conditions that says nothing of closures in any line speaks of something else.
    let saysConditions = signs.contains { $0.conditions.contains { condition($0) != nil } }
    // Where the layer names its bridges and tunnels, a line of which it says nothing is none.
    let namesBridges =
      !fields.isOpenStreetMap
      && signs.contains { signs in
        [signs.bridge, signs.tunnel].contains { $0.map(RoadWords.isYes) ?? false }
      }
    var zeroSpeeds = 0
    var directionlessMotorways = 0
    var badSpeeds: [String: (reading: LineSpeed, count: Int, first: Int)] = [:]
    var slang: [String: Int] = [:]
    var stated: Set<Double> = []
    var unknownSurfaces: [String: Int] = [:]
    var givenWay: [String: Int] = [:]
    var unknownOneWays: [String: Int] = [:]
    var classless = 0
    var notOpen: [String: Int] = [:]
    var unknownStatus: [String: Int] = [:]
    var neither: [String: Int] = [:]
    let grades = GradeCodes.meanings(of: Set(signs.filter(\.isGradeCode).compactMap(\.roadClass)))
    let tags = zip(signs, counts).map { signs, count in
      let isFerry = signs.roadClass == nil && signs.tags["route"] == "ferry"
      let ownClass = signs.roadClass.map { signs.isGradeCode ? grades[$0] ?? $0 : $0 }
      let gaveWay = signs.otherClass != nil && ownClass.map { !RoadWords.knows(class: $0) } ?? false
      if gaveWay, let word = signs.roadClass { givenWay[word, default: 0] += count }
      var set = isFerry ? [:] : RoadWords.tags(ofClass: gaveWay ? signs.otherClass : ownClass)
      set.merge(signs.tags) { own, _ in own }
      if signs.roadClass == nil, !isFerry { classless += count }
      if let access = signs.access { set["access"] = access.lowercased() }
      var closing = signs.closures.first
      for status in signs.statuses + (saysConditions ? signs.conditions : []) {
        let isOpen = signs.statuses.contains(status) ? RoadWords.isOpen(status) : condition(status)
        if isOpen == false { closing = closing ?? status }
        if isOpen == nil { unknownStatus[status, default: 0] += count }
      }
      for doubt in signs.doubts { unknownStatus[doubt, default: 0] += count }
      if let closing {
        set["access"] = "no"
        notOpen[closing, default: 0] += count
      }
      if let text = signs.speed {
        let speed = LineSpeed(text)
        switch speed {
        case .kilometresPerHour(let value, let isSlang):
          set["speed_kmh"] = Double(text) == nil ? "\(value)" : text
          stated.insert(value)
          if isSlang { slang[text, default: 0] += count }
        case .unsaid: break
        case .zero: zeroSpeeds += count
        case .implausible, .several, .unread:
          let known = badSpeeds[text]
          badSpeeds[text] = (
            speed, (known?.count ?? 0) + count, min(known?.first ?? signs.firstFeature, signs.firstFeature)
          )
        }
      }
      if let text = signs.surface, set["surface"] == nil {
        // A speed that is stated is driven, whatever the surface.
        if let surface = SurfaceWords.read(text) {
          if set["speed_kmh"] == nil { set["surface"] = surface }
        } else {
          unknownSurfaces[text, default: 0] += count
        }
      }
      if let sign = signs.oneWay,
        RoadWords.isNeither(sign, among: letters, isDirection: fields.isDirection, isNavigation: isNavigation)
      {
        set["access"] = "no"
        neither[sign, default: 0] += count
      } else if let sign = signs.oneWay {
        let oneWay =
          isLogical
          ? RoadWords.logical(sign)
          : isNavigation
            ? RoadWords.navigationOneWay(sign) ?? RoadWords.oneWay(sign)
            : (fields.isDirection || fields.countsDirections) && Double(sign) != nil && Double(sign) != 0
              ? nil : RoadWords.oneWay(sign)
        if let oneWay {
          set["oneway"] = oneWay
        } else {
          unknownOneWays[sign, default: 0] += count
        }
      }
      // In OpenStreetMap a motorway is one-way by definition; a layer may draw one line for both carriageways.
      if set["highway"] == "motorway", set["oneway"] == nil {
        set["oneway"] = "no"
        directionlessMotorways += count
      }
      for (key, text) in [("bridge", signs.bridge), ("tunnel", signs.tunnel)] {
        if let text {
          // Of OpenStreetMap the kind counts: a building_passage is no tunnel.
          let isKind = fields.isOpenStreetMap && text.count > 1 && YesNoWords.read(text) == nil
          set[key] = RoadWords.isYes(text) ? (isKind ? text : "yes") : "no"
        }
      }
      if namesBridges, set["bridge"] == nil, set["tunnel"] == nil { set["bridge"] = "no" }
      if let layer = signs.layer.flatMap({ Int($0) }) { set["layer"] = String(layer) }
      return set
    }
    problems = badSpeeds.sorted { ($0.value.first, $0.key) < ($1.value.first, $1.key) }.map { text, found in
      let (what, remedy) = Self.words(of: text, found.reading)
      return InputProblem(
        file: path, place: .feature(found.first, id: nil), field: fields.speed, value: text,
        english: what.english, chinese: what.chinese, remedyEnglish: remedy.english, remedyChinese: remedy.chinese,
        repeats: found.count - 1)
    }
    if isNavigation, !fields.isDirection, !letters.contains("3"), !letters.contains("4") {
      problems.append(Self.rivalReadings(of: fields.oneWay, path))
    }
    reportFields()
    reportClasses(grades, givenWay)
    note(slang, "speeds in 码 or 迈, read as km/h", "以“码”“迈”为单位的速度，按 km/h 读取")
    note(unknownSurfaces, "surfaces that are not understood, which slow nobody", "无法识别的路面，不据以减速")
    let quickest = stated.max() ?? 0
    if Self.looksLikeCodes(stated) {
      let list = stated.sorted().map { NumberText.plain($0) }.joined(separator: ", ")
      notes.append(
        Note(
          .warning,
          english:
            "\(path): the speeds of \(fields.speed ?? "") are \(list) km/h alone, and look like codes of classes or miles per hour; where they are, convert the field or name another (--speed-field, or speed in the plan)",
          chinese:
            "\(path)：\(fields.speed ?? "")的速度只有 \(list) km/h，疑似等级代码或英里/小时；如是，请换算该字段或指定其他字段（--speed-field，或规划文件中的 speed）"
        ))
    }
    if quickest > 0, quickest < Self.slowestQuickest {
      let speed = NumberText.plain(quickest)
      notes.append(
        Note(
          .warning,
          english:
            "\(path): no line is quicker than \(speed) km/h by \(fields.speed ?? ""); where the field holds metres per second, classes or minutes, convert it or name another (--speed-field, or speed in the plan)",
          chinese:
            "\(path)：按\(fields.speed ?? "")，所有线的速度都不超过 \(speed) km/h；若该字段为米/秒、等级或分钟，请换算或指定其他字段（--speed-field，或规划文件中的 speed）"
        ))
    }
    if zeroSpeeds > 0 {
      notes.append(
        Note(
          .warning, english: "\(path): \(zeroSpeeds) lines with speed 0 have the speed of their class",
          chinese: "\(path)：\(zeroSpeeds) 条速度为 0 的线按道路类别取速度"))
    }
    if directionlessMotorways > 0 {
      notes.append(
        Note(
          .warning,
          english: "\(path): \(directionlessMotorways) lines of motorways have no one-way sign, taken as two-way",
          chinese: "\(path)：\(directionlessMotorways) 条高速公路没有单行标记，按双向处理"))
    }
    if fields.roadClass != nil, classless > 0 {
      notes.append(
        Note(
          .warning,
          english: "\(path): "
            + classless.of("line has no class and the", "lines have no class and the") + " speed of a road of no class",
          chinese: "\(path)：\(classless) 条线没有等级，按无等级道路取速度"))
    }
    note(unknownOneWays, "one-way signs that are not understood, taken as two-way", "无法识别的单行标记，按双向处理")
    note(notOpen, "roads that are not open, left out", "未开通的道路，已忽略")
    note(
      neither, "lines whose sign of direction says that nobody drives there, left out", "方向标记为双向禁行的道路，已忽略")
    note(unknownStatus, "words of status that say neither open nor closed, taken as open", "无法识别的道路状态，按开通处理")
    return tags
  }

  /// What a field says that may grade the road: a number is a grade and neither yes nor no.
  private func condition(_ text: String) -> Bool? { Double(text) == nil ? RoadWords.isOpen(text) : nil }

  /// Kilometres per hour below which no layer's quickest road is believed without a word: the least design speed of a
  /// road with a grade (JTG B01-2014, 四级公路).
  private static let slowestQuickest = 20.0

  /// Whether speeds are few whole numbers, nearly none of them one that anybody posts or designs for: those end in 0 or 5.
  private static func looksLikeCodes(_ speeds: Set<Double>) -> Bool {
    let fives = speeds.count { $0.remainder(dividingBy: 5) == 0 }
    return (3...12).contains(speeds.count) && speeds.max() ?? 0 >= slowestQuickest
      && speeds.allSatisfy { $0 == $0.rounded() } && 4 * fives < speeds.count
  }

  /// What is wrong with a speed, and what to do.
  private static func words(of text: String, _ reading: LineSpeed) -> (what: Phrase, remedy: Phrase) {
    switch reading {
    case .several:
      (
        Phrase(
          "“\(text)” says more than one speed (a range, or one for each lane, direction or kind of vehicle)",
          "“\(text)”不止一个速度（区间，或按车道、方向、车型区分）"),
        Phrase(
          "Write the one that is driven, in km/h, or leave it empty: the class decides then",
          "请只写实际行驶的一个速度（km/h）；留空则按道路等级取速度")
      )
    case .unread:
      (
        Phrase("“\(text)” is no speed that is understood", "无法识别速度“\(text)”"),
        Phrase(
          "Write a figure in km/h, or leave it empty: the class decides then", "请写数字（km/h）；留空则按道路等级取速度")
      )
    default:
      (
        Phrase("the speed \(text) is not between 0 and 200 km/h", "速度 \(text) 不在 0 至 200 km/h 之间"),
        Phrase("Correct the speed; leave an unknown one empty", "请更正速度；未知的请留空")
      )
    }
  }

  /// How the classes were read where a field alone does not say it.
  private mutating func reportClasses(_ grades: [String: String], _ givenWay: [String: Int]) {
    if !grades.isEmpty {
      let list = grades.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      notes.append(
        Note(
          .derivation, english: "\(path): figures of technical grades as of GB/T 919-2002: \(list)",
          chinese: "\(path)：技术等级代码按 GB/T 919-2002 读取：\(list)"))
    }
    note(
      givenWay, "classes that nobody knows, in whose place another field of classes or the road's number decides",
      "无法识别的等级，改用其他等级字段或路线编号")
  }

  private static func rivalReadings(of field: String?, _ path: String) -> InputProblem {
    InputProblem(
      file: path, field: field, value: "2",
      english:
        "the one-way signs are numbers up to 2: either 1 is as drawn and 2 against, or, as in navigation data, 0 and 1 are both ways and 2 as drawn, or 2 is both ways",
      chinese: "单行标记为至多到 2 的数字：可能 1 为正向、2 为反向；也可能按导航数据 0、1 为双向、2 为正向；还可能 2 为双向",
      remedyEnglish:
        "Write yes, -1 and no, or name another field (--one-way-field, one_way in the plan)",
      remedyChinese: "请改写为 yes、-1、no，或指定其他字段（--one-way-field，规划文件中为 one_way）")
  }

  private mutating func note(_ found: [String: Int], _ english: String, _ chinese: String) {
    if found.isEmpty { return }
    let list = found.countedList
    notes.append(Note(.warning, english: "\(path): \(english): \(list)", chinese: "\(path)：\(chinese)：\(list)"))
  }

  /// Which fields were taken, and what it means where there is none.
  private mutating func reportFields() {
    let (roadClass, speed, oneWay, identifier) = (
      fields.roadClass, fields.speed, fields.oneWay, fields.identifier
    )
    notes.append(
      Note(
        .derivation,
        english: "\(path): class from \(fields.classes ?? "no field"), speed from \(speed ?? "no field"), "
          + "one-way from \(oneWay ?? "no field"); closed roads by "
          + (identifier ?? "the number of the feature, counted from 1"),
        chinese: "\(path)：等级取自 \(fields.classes ?? "（无字段）")，速度取自 \(speed ?? "（无字段）")，单行取自 \(oneWay ?? "（无字段）")；"
          + "封闭道路按\(identifier ?? "要素序号（从 1 起）")识别"))
    if !fields.others.isEmpty {
      let list = fields.others.joined(separator: ", ")
      notes.append(
        Note(
          .derivation, english: "\(path): bridges, tunnels, surfaces and what is open from \(list)",
          chinese: "\(path)：桥梁、隧道、路面与开通状态取自 \(list)"))
    }
    if !fields.unread.isEmpty {
      let list = fields.unread.joined(separator: ", ")
      notes.append(
        Note(
          .warning,
          english:
            "\(path): not read, though the name speaks of speeds, directions, bridges, tunnels or closures: \(list). Name the field (--speed-field, --one-way-field, or speed and one_way in the plan), or call it bridge, tunnel or status",
          chinese:
            "\(path)：名称涉及速度、方向、桥隧或封闭但未读取的字段：\(list)。如需使用请指定（--speed-field、--one-way-field，或规划文件中的 speed、one_way），或命名为 bridge、tunnel、status"
        ))
    }
    if !fields.times.isEmpty {
      let list = fields.times.joined(separator: ", ")
      notes.append(
        Note(
          .warning,
          english:
            "\(path): not read, though the name speaks of the time that a line takes: \(list). Roads are driven at the speed of their class or field; to use these times, write length over time in km/h into a field and name it (--speed-field, or speed in the plan)",
          chinese:
            "\(path)：名称涉及通行时间但未读取的字段：\(list)。行驶时间按等级或速度字段计算；如需采用，请以长度除以时间得出 km/h 写入一个字段并指定（--speed-field，或规划文件中的 speed）"
        ))
    }
    if !fields.passedOver.isEmpty {
      let list = fields.passedOver.list(upTo: 20)
      notes.append(
        Note(
          .derivation, english: "\(path): fields that are not read: \(list.english)",
          chinese: "\(path)：未读取的字段：\(list.chinese)"))
    }
    if roadClass == nil {
      notes.append(
        Note(
          .warning,
          english: "\(path): no field gives the class of the roads; "
            + (speed == nil
              ? "all have the speed of a road of no class" : "lines without a speed have that of no class")
            + ", and seasons do nothing. Name the field (--class-field, or class in the plan)",
          chinese: "\(path)：没有道路等级字段；" + (speed == nil ? "全部道路" : "没有速度的道路")
            + "按无等级道路取速度，季节系数不起作用。请指定字段（--class-field，或规划文件中的 class）"))
    }
  }
}
