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
  /// The first feature that says so, counted from 1; no part of what is said.
  var firstFeature = 0

  static func == (a: LineSigns, b: LineSigns) -> Bool { a.said == b.said }
  func hash(into hasher: inout Hasher) { hasher.combine(said) }

  private var said: [String?] { [roadClass, speed, oneWay, bridge, tunnel, layer, access, status] }
}

/// Turns the words of a line layer into tags of OpenStreetMap; how a sign is read is decided for the whole column.
struct LineWords {
  private(set) var notes: [Note] = []
  private(set) var problems: [InputProblem] = []
  private let path: String
  private let fields: (roadClass: String?, speed: String?, oneWay: String?, identifier: String?)

  #if GDAL
    init(_ path: String, _ columns: LineColumns) {
      self.init(
        path,
        fields: (columns.roadClass, columns.speed, columns.oneWay, columns.identifier))
    }
  #endif

  init(_ path: String, fields: (roadClass: String?, speed: String?, oneWay: String?, identifier: String?)) {
    self.path = path
    self.fields = fields
  }

  /// The tags of each set of signs, of which there are `counts` lines.
  mutating func tags(of signs: [LineSigns], counts: [Int], hasGeofabrikFields: Bool) -> [[String: String]] {
    let isLogical = !hasGeofabrikFields && RoadWords.isLogical(signs.compactMap(\.oneWay))
    var zeroSpeeds = 0
    var directionlessMotorways = 0
    var badSpeeds: [String: (count: Int, first: Int)] = [:]
    var unknownOneWays: [String: Int] = [:]
    var classless = 0
    var notOpen: [String: Int] = [:]
    var unknownStatus: [String: Int] = [:]
    let tags = zip(signs, counts).map { signs, count in
      var set = RoadWords.tags(ofClass: signs.roadClass)
      if signs.roadClass == nil { classless += count }
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
        if let oneWay = isLogical ? RoadWords.logical(sign) : RoadWords.oneWay(sign) {
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
        if let text { set[key] = RoadWords.isYes(text) ? "yes" : "no" }
      }
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
    let (roadClass, speed, oneWay, identifier) = fields
    notes.append(
      Note(
        .derivation,
        english: "\(path): class from \(roadClass ?? "no field"), speed from \(speed ?? "no field"), "
          + "one-way from \(oneWay ?? "no field"); closed roads by "
          + (identifier ?? "the number of the feature, counted from 1"),
        chinese: "\(path)：等级取自 \(roadClass ?? "（无字段）")，速度取自 \(speed ?? "（无字段）")，单行取自 \(oneWay ?? "（无字段）")；"
          + "封闭道路按\(identifier ?? "要素序号（从 1 起）")识别"))
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
