import EMSFormats

#if GDAL
  import CGDAL
  import EMSFormats
  import EMSModel
  import Foundation
  import GeoKit
  import TravelNetwork

  /// Roads from any line layer that GDAL reads: Shapefile, GeoPackage, GeoJSON and others.
  ///
  /// Classes are translated to those of OpenStreetMap, the Chinese administrative classes included; curves are made
  /// straight. How lines become junctions is ``LineJoining``'s.
  struct LineLayer {
    private(set) var lines = RoadLines()
    private(set) var notes: [Note] = []
    private(set) var nearMisses: [NearMiss] = []
    /// By which fields a list of closed roads might name the lines, where none is named.
    private(set) var rivals: [RivalNumbers] = []

    private let path: String
    private var numbers: [UInt64: Int32] = [:]
    private var signs: [LineSigns] = []
    private var numberOfSigns: [LineSigns: Int32] = [:]
    /// Features that are no lines, by their kind.
    private var otherShapes: [String: Int] = [:]
    private var strayFeatures: [Int] = []
    /// Features of a layer of OpenStreetMap that are other things than roads.
    private var noRoads = 0
    private var isOpenStreetMap = false
    /// Features of the layers that have been read, which number the roads where no field names them.
    private var features = 0
    private var problems: [InputProblem] = []
    /// Signs whose bytes are no text: the feature and the field.
    private var unreadable: [(place: InputProblem.Place, column: String)] = []

    init(_ url: URL, _ path: String, _ fields: LineLayerFields) throws(InputProblems) {
      self.path = path
      // Of a zip file the layer names the file in it.
      let isZip = url.pathExtension.lowercased() == "zip"
      let dataset = try GDALDataset(try FileParts(url, file: path, layer: isZip ? fields.layer : nil))
      let layers = try Self.layers(of: dataset, named: isZip ? nil : fields.layer, path)
      for layer in layers { try read(layer, fields, of: layers.count) }
      if lines.count == 0 { try throwProblems() }
      guard lines.count > 0 else {
        throw Self.problem(path, "the layer holds no lines", "图层中没有线", ("Name another layer or file", "请指定其他图层或文件"))
      }
      try throwProblems()
      reportShapes()
      join(within: fields.joinTolerance)
    }

    /// The lines of a layer as they are drawn, of all its layers of lines: nothing is read but where they run.
    ///
    /// - Parameter crs: the datum where the layer declares none.
    init(barriers url: URL, _ path: String, crs: String?) throws(InputProblems) {
      self.path = path
      let dataset = try GDALDataset(try FileParts(url, file: path, layer: nil))
      for layer in try Self.layers(of: dataset, named: PlanFile.Layer.allLayers, path) {
        let own = layer.declaredCRS
        let datum = try LineDatum(own, path, own == nil ? crs : nil)
        try layer.forEachFeature { (feature, number) throws(InputProblems) in
          guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
            otherShapes["no geometry", default: 0] += 1
            return
          }
          if try !add(geometry, LineSigns(), Int64(number), datum) { strayFeatures.append(number) }
        }
      }
      try throwProblems()
      reportShapes()
    }

    static func problem(
      _ path: String, _ english: String, _ chinese: String, _ remedy: (String, String)
    ) -> InputProblems {
      InputProblems([
        InputProblem(file: path, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
      ])
    }

    /// The layer that is named, all that hold lines, or the only one that does; of several none is taken unasked, for
    /// rivers and railways are lines, too.
    private static func layers(
      of dataset: GDALDataset, named name: String?, _ path: String
    ) throws(InputProblems) -> [GDALLayer] {
      let layers = dataset.layers
      func refusal(_ english: String, _ chinese: String, among layers: [GDALLayer]) -> InputProblems {
        let list = layers.map(\.name).joined(separator: ", ")
        return InputProblems([
          InputProblem(
            file: path, field: "layer", value: name, english: "\(english): \(list)", chinese: "\(chinese)：\(list)",
            remedyEnglish: "Name the layer of the roads (--roads-layer, or layer: in the plan)",
            remedyChinese: "请指定道路图层（--roads-layer，或方案中的 layer:）")
        ])
      }
      if let name, name != PlanFile.Layer.allLayers {
        if let layer = layers.first(where: { $0.name == name }) { return [layer] }
        throw refusal("there is no layer “\(name)”; there are", "没有图层“\(name)”，现有", among: layers)
      }
      var ofLines: [GDALLayer] = []
      for layer in layers where try hasLines(layer) { ofLines.append(layer) }
      if ofLines.count > 1, name == nil { throw refusal("several layers hold lines", "多个图层含有线", among: ofLines) }
      if !ofLines.isEmpty { return ofLines.sorted { $0.name < $1.name } }
      throw problem(path, "the file holds no layer of lines", "文件中没有线图层", ("Give a layer of lines", "请提供线图层"))
    }

    /// Whether a layer says that it holds lines, or holds one where it says nothing.
    private static func hasLines(_ layer: GDALLayer) throws(InputProblems) -> Bool {
      func isLine(_ type: OGRwkbGeometryType) -> Bool {
        let flat = OGR_GT_Flatten(type)
        return OGR_GT_IsSubClassOf(flat, wkbCurve) != 0 || OGR_GT_IsSubClassOf(flat, wkbMultiCurve) != 0
      }
      let type = OGR_GT_Flatten(OGR_L_GetGeomType(layer.handle))
      if type != wkbUnknown && type != wkbGeometryCollection { return isLine(type) }
      var found = false
      try layer.forEachFeature { (feature, _) throws(InputProblems) in
        guard !found, let geometry = OGR_F_GetGeometryRef(feature) else { return }
        let type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))
        found = isLine(type) || type == wkbGeometryCollection
      }
      return found
    }

    /// Lines with each set of signs, from one set on, counted once for each.
    private func counts(from first: Int) -> [Int] {
      var counts = [Int](repeating: 0, count: signs.count - first)
      for set in lines.attributes where Int(set) >= first { counts[Int(set) - first] += 1 }
      return counts
    }

    // MARK: Reading

    /// Reads a layer, one of several or the only one.
    private mutating func read(
      _ layer: GDALLayer, _ fields: LineLayerFields, of count: Int
    ) throws(InputProblems) {
      let name = count == 1 ? path : "\(path) [\(layer.name)]"
      let columns = try LineColumns(layer, name, fields)
      isOpenStreetMap = isOpenStreetMap || columns.fields.isOpenStreetMap
      let datum = try LineDatum(layer.declaredCRS, name, fields.crs)
      let before = features
      let firstSign = signs.count
      var rivals = columns.fields.rivalIdentifiers.map { RivalNumbers(field: $0) }
      // Signs mean what the fields of their own layer make of them.
      numberOfSigns = [:]
      try layer.forEachFeature { (feature, number) throws(InputProblems) in
        var set = columns.signs(of: feature, number, &unreadable)
        set.firstFeature = number
        if columns.fields.isOpenStreetMap, !columns.fields.isGeofabrik,
          !OpenStreetMapTags.isRoad(highway: set.roadClass, route: set.tags["route"])
        {
          noRoads += 1
          return
        }
        guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
          otherShapes["no geometry", default: 0] += 1
          return
        }
        features = before + number
        columns.fill(&rivals, from: feature, number: before + number)
        let identifier = columns.identifier(of: feature).map(RoadIdentifier.number) ?? Int64(before + number)
        if try !add(geometry, set, identifier, datum) { strayFeatures.append(number) }
      }
      self.rivals += rivals.filter { !$0.features.isEmpty }
      var words = LineWords(name, columns)
      let added = Array(signs[firstSign...])
      lines.attributeSets += words.tags(of: added, counts: counts(from: firstSign))
      problems += words.problems
      notes += words.notes
    }

    /// False when a point lies off the earth: the layer is of no use then, and what was added of it neither.
    private mutating func add(
      _ geometry: OGRGeometryH, _ set: LineSigns, _ identifier: Int64, _ datum: LineDatum
    ) throws(InputProblems) -> Bool {
      // Curves by their type, those of straight parts alone included.
      if OGR_G_HasCurveGeometry(geometry, 0) != 0, let straight = OGR_G_GetLinearGeometry(geometry, 0, nil) {
        defer { OGR_G_DestroyGeometry(straight) }
        return try add(straight, set, identifier, datum)
      }
      let type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))
      if type == wkbMultiLineString || type == wkbGeometryCollection {
        for part in 0..<OGR_G_GetGeometryCount(geometry) {
          guard let part = OGR_G_GetGeometryRef(geometry, part) else { continue }
          if try !add(part, set, identifier, datum) { return false }
        }
        return true
      }
      guard type == wkbLineString else {
        otherShapes[String(cString: OGR_G_GetGeometryName(geometry)), default: 0] += 1
        return true
      }
      let start = lines.points.count
      for index in 0..<OGR_G_GetPointCount(geometry) {
        guard let place = try datum.place(OGR_G_GetX(geometry, index), OGR_G_GetY(geometry, index)) else {
          return false
        }
        let (longitude, latitude) = (
          Int32((place.longitude * 1e7).rounded()), Int32((place.latitude * 1e7).rounded())
        )
        let key = UInt64(UInt32(bitPattern: longitude)) << 32 | UInt64(UInt32(bitPattern: latitude))
        let point: Int32
        if let known = numbers[key] {
          point = known
        } else {
          point = Int32(lines.longitudes.count)
          numbers[key] = point
          lines.longitudes.append(longitude)
          lines.latitudes.append(latitude)
        }
        if lines.points.count > start, lines.points.last == point { continue }
        lines.points.append(point)
      }
      if lines.points.count - start < 2 {
        lines.points.removeLast(lines.points.count - start)
        return true
      }
      lines.firstPoint.append(Int32(lines.points.count))
      lines.identifiers.append(identifier)
      let number = numberOfSigns[set] ?? Int32(signs.count)
      if numberOfSigns[set] == nil {
        numberOfSigns[set] = number
        signs.append(set)
      }
      lines.attributes.append(number)
      return true
    }

    private func throwProblems() throws(InputProblems) {
      var problems = problems
      if let first = strayFeatures.first {
        problems.append(
          InputProblem(
            file: path, place: .feature(first, id: nil),
            english: "the line has no place on earth in the layer's coordinate system",
            chinese: "按图层坐标系，该线不在地球范围内",
            remedyEnglish:
              "Correct the coordinate system that the layer declares (.prj), or the line; longitude stands before latitude",
            remedyChinese: "请更正图层声明的坐标系（.prj）或该线；坐标应先经度、后纬度", repeats: strayFeatures.count - 1))
      }
      if !problems.isEmpty { throw InputProblems(problems) }
    }

    private mutating func reportShapes() {
      for remark in UnreadableCells.remarks(unreadable) {
        notes.append(
          Note(.warning, english: "\(path): \(remark.english)", chinese: "\(path)：\(remark.chinese)"))
      }
      if noRoads > 0 {
        notes.append(
          Note(
            .warning,
            english: "\(path): \(noRoads.of("feature has", "features have")) no road in highway, left out",
            chinese: "\(path)：\(NumberText.grouped(noRoads)) 个要素的 highway 字段不是道路，已忽略"))
      }
      if otherShapes.isEmpty { return }
      let list = otherShapes.countedList
      notes.append(
        Note(
          .warning, english: "\(path): features that are no lines, left out: \(list)",
          chinese: "\(path)：非线要素，已忽略：\(list)"))
    }

    // MARK: Junctions

    private mutating func join(within metres: Double) {
      let joining = LineJoining(lines, within: metres, keepsVertices: isOpenStreetMap)
      lines = joining.lines
      nearMisses = joining.nearMisses()
      for (count, english, chinese) in [
        (joining.joinedEnds, "ends of roads were joined to an end within \(metres) m", "个道路端点与 \(metres) 米内的端点合并"),
        (
          joining.splits, "ends of roads were joined to a road within \(metres) m that has no end there",
          "个道路端点接到 \(metres) 米内的另一条道路中部"
        ),
        (joining.crossings, "crossings of roads on the ground were made junctions", "处地面平交道路已作为路口连接"),
      ] where count > 0 {
        notes.append(Note(.repair, english: "\(path): \(count) \(english)", chinese: "\(path)：\(count) \(chinese)"))
      }
      let (kept, unsaid) = (joining.keptApart, joining.unsaidCrossings)
      for (count, english, chinese) in [
        (
          kept,
          "\(kept.of("place where a road meets", "places where roads meet")) a motorway or a ferry between its ends \(kept == 1 ? "is no junction" : "are no junctions"): these are joined at their ends, and motorways by their links",
          "处道路与高速公路或渡船航线在其中部相交，未作为路口；高速公路只在端点或经匝道相接，渡船只在端点相接"
        ),
        (
          unsaid,
          "\(unsaid.of("crossing of roads is no junction", "crossings of roads are no junctions")), for the roads have no vertex in common there and do not say which are bridges; fields bridge, tunnel or layer would",
          "处道路相交但没有公共顶点，也未说明是否为桥梁，未作为路口；可用 bridge、tunnel 或 layer 字段说明"
        ),
      ] where count > 0 {
        notes.append(
          Note(.warning, english: "\(path): \(english)", chinese: "\(path)：\(NumberText.grouped(count)) \(chinese)"))
      }
      reportEnds()
      if let note = NearMiss.note(nearMisses, path) { notes.append(note) }
    }

    private mutating func reportEnds() {
      var uses = [Int32](repeating: 0, count: lines.longitudes.count)
      for point in lines.points { uses[Int(point)] += 1 }
      let dangling = (0..<lines.count).reduce(0) { sum, line in
        sum
          + [Int(lines.firstPoint[line]), Int(lines.firstPoint[line + 1]) - 1].count {
            uses[Int(lines.points[$0])] == 1
          }
      }
      let speed = RoadTraversal.Speed(metresPerSecond: 1)
      let islands = RoadGraph(lines) { _ in RoadTraversal(forward: speed, backward: speed) }.islands().sizes
      notes.append(
        Note(
          islands.count > 1 ? .warning : .derivation,
          english: "\(path): \(lines.count) lines, \(dangling) dangling ends, \(islands.count) islands",
          chinese: "\(path)：\(lines.count) 条线，\(dangling) 个悬挂端点，\(islands.count) 个互不相连的部分"))
    }
  }

  /// The fields of a line layer that roads are read from.
  struct LineColumns {
    private(set) var fields = LineFields()
    private let indices: [Int32]
    /// Fields of classes that stand in where the first is empty or nobody knows what it says, and fields of road numbers,
    /// whose letters tell a class where those do not.
    private let otherClasses: [Int32]
    private let routes: [Int32]
    /// Fields of technical grades, which may be coded by figures.
    private let gradeFields: Set<Int32>
    /// Fields of other keys of OpenStreetMap.
    private var keys: [(key: String, index: Int32)] = []
    /// Fields of status, of conditions and of closures, of names and structures of bridges and tunnels, and those that
    /// might name the roads.
    private var statuses: [Int32] = []
    private var conditions: [Int32] = []
    private var closures: [Int32] = []
    private var bridgeNames: [Int32] = []
    private var tunnelNames: [Int32] = []
    private var structures: [Int32] = []
    private var surfaces: [Int32] = []
    private var rivals: [Int32] = []
    /// The field into which GDAL puts all tags that have none of their own.
    private var otherTags: Int32 = -1
    private let names: [String]
    private let layerText: LayerText

    /// - Throws: each field that is named and is not there.
    init(_ layer: GDALLayer, _ path: String, _ named: LineLayerFields) throws(InputProblems) {
      layerText = try layer.text()
      let names = layer.columns(layerText)
      self.names = names
      var problems: [InputProblem] = []
      func index(_ named: String?, _ usual: [String] = []) -> Int {
        if let named {
          let found = RoadWords.position(of: named, in: names)
          if found == nil {
            let list = names.joined(separator: ", ")
            problems.append(
              InputProblem(
                file: path, field: named, value: named, english: "there is no field \(named)", chinese: "没有字段 \(named)",
                remedyEnglish: "The fields are \(list)", remedyChinese: "现有字段：\(list)"))
          }
          return found ?? -1
        }
        return usual.lazy.compactMap { RoadWords.position(of: $0, in: names) }.first ?? -1
      }
      let classes = index(named.roadClass, RoadWords.classFields)
      let className = classes >= 0 ? names[classes].lowercased() : ""
      fields.isGeofabrik = className == "fclass" && names.contains("osm_id")
      fields.isOpenStreetMap = className == "highway" || fields.isGeofabrik
      var speed = index(named.speed, RoadWords.speedFields)
      // There it is the limit for cars, not what is driven.
      if named.speed == nil, fields.isOpenStreetMap, speed >= 0, names[speed].lowercased() == "maxspeed" { speed = -1 }
      let directions = fields.isOpenStreetMap ? [] : RoadWords.directionFields
      let oneWay = index(named.oneWay, RoadWords.oneWayFields + directions)
      let found = [
        classes, speed, oneWay, index(nil, RoadWords.bridgeFields), index(nil, RoadWords.tunnelFields),
        index(nil, RoadWords.layerFields), index(nil, RoadWords.accessFields), index(named.identifier),
      ]
      if speed >= 0, let unit = RoadWords.otherSpeedUnit(names[speed]) {
        problems.append(
          InputProblem(
            file: path, field: names[speed], value: unit,
            english: "the speeds are in \(unit), and they are read in km/h", chinese: "速度单位为 \(unit)，而按 km/h 读取",
            remedyEnglish: "Convert the field to km/h, or name another (--speed-field, or speed in the plan)",
            remedyChinese: "请将该字段换算为 km/h，或指定其他字段（--speed-field，或规划文件中的 speed）"))
      }
      if !problems.isEmpty { throw InputProblems(problems) }
      func name(_ position: Int) -> String? { found[position] < 0 ? nil : names[found[position]] }
      (fields.roadClass, fields.speed, fields.oneWay, fields.identifier) = (name(0), name(1), name(2), name(7))
      indices = found.map { Int32($0) }
      let hasOthers = named.roadClass == nil && !fields.isOpenStreetMap
      func positions(_ usual: some Sequence<String>) -> [Int] {
        hasOthers ? usual.compactMap { RoadWords.position(of: $0, in: names) } : []
      }
      var taken = Set(found)
      otherClasses = positions(RoadWords.classFields.dropLast()).filter { taken.insert($0).inserted }.map { Int32($0) }
      routes = positions(RoadWords.routeFields).map { Int32($0) }
      gradeFields = Set(
        RoadWords.gradeFields.compactMap { RoadWords.position(of: $0, in: names) }.map { Int32($0) })
      let classFields = (fields.roadClass.map { [$0] } ?? []) + (otherClasses + routes).map { names[Int($0)] }
      (fields.roadClass, fields.otherClasses) = (classFields.first, Array(classFields.dropFirst()))
      fields.isDirection = oneWay >= 0 && RoadWords.isDirection(names[oneWay])
      fields.countsDirections = oneWay >= 0 && names[oneWay].contains("单双")
      func all(_ usual: [String]) -> [Int32] {
        usual.compactMap { RoadWords.position(of: $0, in: names) }.filter { taken.insert($0).inserted }.map {
          Int32($0)
        }
      }
      statuses = all(RoadWords.statusFields)
      conditions = all(RoadWords.conditionFields)
      closures = all(RoadWords.closureFields)
      bridgeNames = all(RoadWords.bridgeNameFields)
      tunnelNames = all(RoadWords.tunnelNameFields)
      structures = fields.isOpenStreetMap ? [] : all(RoadWords.structureFields)
      surfaces = fields.isOpenStreetMap ? [] : all(SurfaceWords.fields)
      fields.others = (statuses + conditions + closures + bridgeNames + tunnelNames + structures + surfaces)
        .map { names[Int($0)] }
      if fields.isOpenStreetMap { findKeys(besides: taken) }
      rivals = named.identifier == nil ? all(RoadWords.identifierFields) : []
      fields.rivalIdentifiers = rivals.map { names[Int($0)] }
      // A field of road numbers may name the roads besides.
      taken.formUnion(routes.map { Int($0) })
      let left = names.indices.filter { index in
        !taken.contains(index) && !keys.contains { Int($0.index) == index } && index != Int(otherTags)
      }
      func isTelling(_ index: Int) -> Bool {
        RoadWords.speaksOfSpeed(names[index]) && speed < 0 || RoadWords.speaksOfOneWay(names[index]) && oneWay < 0
          || RoadWords.speaksOfUse(names[index])
      }
      fields.unread = left.filter(isTelling).map { names[$0] }
      fields.times = left.filter { !isTelling($0) && RoadWords.speaksOfTime(names[$0]) }.map { names[$0] }
      fields.passedOver = left.filter { !isTelling($0) && !RoadWords.speaksOfTime(names[$0]) }.map { names[$0] }
    }

    /// The first class that is not empty, and where nobody knows it, what another field says that somebody does.
    private func readClass(into signs: inout LineSigns, first: String?, _ cell: (Int32) -> String?) {
      for (index, text) in [(indices[0], first)] + otherClasses.lazy.map({ ($0, nil) }) {
        guard let text = text ?? cell(index) else { continue }
        let isKnown = RoadWords.knows(class: text)
        if signs.roadClass == nil {
          signs.roadClass = text
          signs.isGradeCode = gradeFields.contains(index) && Int(text) != nil
        } else if isKnown {
          signs.otherClass = text
        }
        if isKnown { return }
      }
      // Of road numbers the class alone is kept: nearly every road has one of its own.
      for index in routes {
        guard let route = cell(index).flatMap(RoadWords.classOfRoute) else { continue }
        if signs.roadClass == nil { signs.roadClass = route } else { signs.otherClass = route }
        return
      }
    }

    private mutating func findKeys(besides taken: Set<Int>) {
      var left = OpenStreetMapTags.ofWays.subtracting(["highway", "oneway", "bridge", "tunnel", "access"])
      for (index, name) in names.enumerated() where !taken.contains(index) {
        let name = name.lowercased()
        // dBASE cuts at ten bytes.
        let cut = name.utf8.count == 10 ? left.filter { $0.hasPrefix(name) }.min() : nil
        guard let key = left.contains(name) ? name : cut else {
          if name == "other_tags" { otherTags = Int32(index) }
          continue
        }
        left.remove(key)
        keys.append((key, Int32(index)))
      }
    }

    /// - Parameter unreadable: where a sign is no text, its feature and field are added.
    func signs(
      of feature: OGRFeatureH, _ number: Int, _ unreadable: inout [(place: InputProblem.Place, column: String)]
    ) -> LineSigns {
      func cell(_ index: Int32) -> String? {
        guard index >= 0, let bytes = GDALLayer.bytes(feature, index) else { return nil }
        let text = text(bytes)
        if text == nil { unreadable.append((.feature(number, id: nil), names[Int(index)])) }
        return text.flatMap { $0.isEmpty ? nil : $0 }
      }
      let texts = (0..<7).map { cell(indices[$0]) }
      var signs = LineSigns(
        speed: texts[1], oneWay: texts[2], bridge: texts[3], tunnel: texts[4], layer: texts[5], access: texts[6])
      readClass(into: &signs, first: texts[0], cell)
      signs.statuses = statuses.compactMap { cell($0) }
      signs.conditions = conditions.compactMap { cell($0) }
      for index in closures {
        guard let text = cell(index) else { continue }
        switch YesNoWords.read(text).map({ !$0 }) ?? RoadWords.isOpen(text) {
        case false?: signs.closures.append("\(names[Int(index)]) = \(text)")
        case nil: signs.doubts.append("\(names[Int(index)]) = \(text)")
        case true?: break
        }
      }
      if bridgeNames.contains(where: { cell($0).map(RoadWords.isNamed) ?? false }) { signs.bridge = "yes" }
      if tunnelNames.contains(where: { cell($0).map(RoadWords.isNamed) ?? false }) { signs.tunnel = "yes" }
      for index in structures {
        let tags = cell(index).map(RoadWords.structure) ?? [:]
        signs.bridge = signs.bridge ?? tags["bridge"]
        signs.tunnel = signs.tunnel ?? tags["tunnel"]
      }
      signs.surface = surfaces.compactMap { cell($0) }.first
      if !fields.isOpenStreetMap { return signs }
      for (key, index) in keys {
        guard let text = cell(index), key != "maxspeed" || Double(text) != 0 else { continue }
        signs.tags[key] = text
      }
      guard let others = cell(otherTags) else { return signs }
      for (key, value) in KeyValueText.pairs(others) {
        switch key {
        case "oneway": signs.oneWay = signs.oneWay ?? value
        case "bridge": signs.bridge = signs.bridge ?? value
        case "tunnel": signs.tunnel = signs.tunnel ?? value
        case "layer": signs.layer = signs.layer ?? value
        case "access": signs.access = signs.access ?? value
        default:
          if OpenStreetMapTags.ofWays.contains(key), signs.tags[key] == nil { signs.tags[key] = value }
        }
      }
      return signs
    }

    /// Keeps what the fields say that might name the roads.
    func fill(_ numbers: inout [RivalNumbers], from feature: OGRFeatureH, number: Int) {
      for (at, index) in rivals.enumerated() {
        guard let text = GDALLayer.bytes(feature, index).flatMap({ text($0) }), let value = Int64(text) else {
          continue
        }
        numbers[at].add(value, feature: Int64(number))
      }
    }

    func identifier(of feature: OGRFeatureH) -> String? {
      bytes(feature, 7).flatMap { text($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func bytes(_ feature: OGRFeatureH, _ position: Int) -> [UInt8]? {
      indices[position] < 0 ? nil : GDALLayer.bytes(feature, indices[position])
    }

    /// nil where the bytes are no text.
    private func text(_ bytes: [UInt8]) -> String? {
      guard let text = layerText.text(bytes)?.trimmingCharacters(in: .whitespaces) else { return nil }
      // Numbers with decimals come with fifteen of them.
      if text.contains("."), let number = Double(text), abs(number) < 1e15 {
        return Int(exactly: number).map(String.init) ?? "\(number)"
      }
      return text
    }
  }

  /// Brings the coordinates of a layer to WGS 84, by the datum that is declared for it or that it declares itself.
  private struct LineDatum {
    private let converter: DatumConverter

    /// - Parameters:
    ///   - own: what the layer declares.
    ///   - declared: what the plan declares.
    /// - Throws: ``InputProblems`` for a datum that is unknown or has no public parameters, as of points.
    init(_ own: String?, _ path: String, _ declared: String?) throws(InputProblems) {
      guard let name = declared ?? own else {
        throw LineLayer.problem(
          path, "the layer does not say its coordinate system", "图层没有坐标系信息",
          ("Add a .prj, or declare crs (--roads-crs)", "请补充 .prj 文件，或声明 crs（--roads-crs）"))
      }
      guard let datum = Datum(name: name) else {
        throw InputProblems([
          InputProblem(
            file: path, field: "crs", value: name, english: "“\(name)” is not a known datum",
            chinese: "不认识的坐标系“\(name)”", remedyEnglish: "Declare crs: wgs84, cgcs2000, gcj02, bd09 or epsg:N",
            remedyChinese: "请声明 crs: wgs84、cgcs2000、gcj02、bd09 或 epsg:N")
        ])
      }
      do throws(DatumError) {
        converter = try DatumConverter(from: datum)
      } catch {
        throw InputProblems([error.problem(file: path, value: datum.name)])
      }
    }

    /// Nil where the coordinates have no place on earth.
    func place(_ x: Double, _ y: Double) throws(InputProblems) -> Coordinate? {
      var place = Coordinate(longitude: x, latitude: y)
      guard !converter.isIdentity || abs(x) <= 180 && abs(y) <= 90 else { return nil }
      do throws(DatumError) { place = try converter.toWGS84(place) } catch { return nil }
      guard abs(place.longitude) <= 180, abs(place.latitude) <= 90 else { return nil }
      return place
    }
  }
#endif
