import EMSFormats
import EMSModel
import TravelNetwork

/// What the fields of one line say, as written; nil where a field is missing or empty.
struct LineSigns: Hashable {
  var roadClass: String?
  var speed: String?
  var oneWay: String?
  var bridge: String?
  var tunnel: String?
  var layer: String?
  var access: String?
  var status: String?
  /// What else a layer of OpenStreetMap says, in its own keys.
  var tags: [String: String] = [:]
  /// The first feature that says so, counted from 1; no part of what is said.
  var firstFeature = 0

  static func == (a: LineSigns, b: LineSigns) -> Bool { a.said == b.said && a.tags == b.tags }
  func hash(into hasher: inout Hasher) {
    hasher.combine(said)
    hasher.combine(tags)
  }

  private var said: [String?] { [roadClass, speed, oneWay, bridge, tunnel, layer, access, status] }
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
    let isNavigation = oneWays.contains { ["2", "3"].contains($0) } && oneWays.allSatisfy { Double($0) != -1 }
    // Where the layer names its bridges and tunnels, a line of which it says nothing is none.
    let namesBridges =
      !fields.isOpenStreetMap
      && signs.contains { signs in
        [signs.bridge, signs.tunnel].contains { $0.map(RoadWords.isYes) ?? false }
      }
    var zeroSpeeds = 0
    var directionlessMotorways = 0
    var badSpeeds: [String: (count: Int, first: Int)] = [:]
    var unknownOneWays: [String: Int] = [:]
    var classless = 0
    var notOpen: [String: Int] = [:]
    var unknownStatus: [String: Int] = [:]
    let tags = zip(signs, counts).map { signs, count in
      let isFerry = signs.roadClass == nil && signs.tags["route"] == "ferry"
      var set = isFerry ? [:] : RoadWords.tags(ofClass: signs.roadClass)
      set.merge(signs.tags) { own, _ in own }
      if signs.roadClass == nil, !isFerry { classless += count }
      if let access = signs.access { set["access"] = access.lowercased() }
      if let status = signs.status {
        let isOpen = StatusWords.isOpen(status)
        if isOpen == false {
          set["access"] = "no"
          notOpen[status, default: 0] += count
        } else if isOpen == nil {
          unknownStatus[status, default: 0] += count
        }
      }
      if let speed = signs.speed {
        if case .limit(let value) = PostedSpeed(speed), value <= 200 {
          set["speed_kmh"] = Double(speed) == nil ? "\(value)" : speed
        } else if ["none", "signals", "variable"].contains(speed.lowercased()) {
          // Words of OpenStreetMap for no figure.
        } else if Double(speed) == 0 {
          zeroSpeeds += count
        } else {
          let known = badSpeeds[speed]
          badSpeeds[speed] = (
            (known?.count ?? 0) + count, min(known?.first ?? signs.firstFeature, signs.firstFeature)
          )
        }
      }
      if let sign = signs.oneWay {
        let oneWay =
          isLogical
          ? RoadWords.logical(sign)
          : isNavigation
            ? RoadWords.navigationOneWay(sign) ?? RoadWords.oneWay(sign)
            : fields.isDirection && Double(sign) != nil && Double(sign) != 0 ? nil : RoadWords.oneWay(sign)
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
    problems = badSpeeds.sorted { ($0.value.first, $0.key) < ($1.value.first, $1.key) }.map { speed, found in
      InputProblem(
        file: path, place: .feature(found.first, id: nil), field: fields.speed, value: speed,
        english: "the speed \(speed) is not between 0 and 200 km/h", chinese: "速度 \(speed) 不在 0 至 200 km/h 之间",
        remedyEnglish: "Correct the speed; leave an unknown one empty", remedyChinese: "请更正速度；未知的请留空",
        repeats: found.count - 1)
    }
    reportFields()
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
    note(unknownStatus, "words of status that say neither open nor closed, taken as open", "无法识别的道路状态，按开通处理")
    return tags
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
    if !fields.unread.isEmpty {
      let list = fields.unread.joined(separator: ", ")
      notes.append(
        Note(
          .warning,
          english:
            "\(path): not read, though the name speaks of speeds or directions: \(list). Name the field (--speed-field, --one-way-field, or speed and one_way in the plan)",
          chinese: "\(path)：名称涉及速度或方向但未读取的字段：\(list)。如需使用请指定（--speed-field、--one-way-field，或规划文件中的 speed、one_way）"))
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
