#if GDAL
  import CGDAL
  import Foundation
  import TravelNetwork

  /// Roads from any line layer that GDAL reads: Shapefile, GeoPackage, GeoJSON and others.
  ///
  /// Classes are translated to those of OpenStreetMap, the Chinese administrative classes included. Lines meet where
  /// they share a vertex or where their ends lie within the tolerance; crossings without a vertex are bridges.
  struct LineLayer {
    private(set) var lines = RoadLines()
    private(set) var notes: [Note] = []

    private var numbers: [UInt64: Int32] = [:]
    private var sets: [[String: String]: Int32] = [:]

    init(_ url: URL, _ path: String, _ fields: LineLayerFields) throws(InputProblems) {
      func problem(_ english: String, _ chinese: String, _ remedy: (String, String)) -> InputProblems {
        InputProblems([
          InputProblem(file: path, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
        ])
      }
      CPLPushErrorHandler(CPLQuietErrorHandler)
      defer { CPLPopErrorHandler() }
      let ending = url.pathExtension.lowercased()
      let drivers = ["geojson", "json"].contains(ending) ? ["GeoJSON"] : GDALOpening.vectorDrivers[ending] ?? []
      guard let dataset = GDALOpening.open(url.path, .vector, drivers: drivers) else {
        throw problem(
          "the file is neither an OpenStreetMap extract nor a layer of lines", "文件既不是 OpenStreetMap 数据，也不是线图层",
          ("Give an .osm.pbf, a Shapefile or a GeoPackage", "请提供 .osm.pbf、Shapefile 或 GeoPackage"))
      }
      defer { GDALClose(dataset) }
      let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap { GDALDatasetGetLayer(dataset, $0) }
      let layer = layers.first { layer in
        if let wanted = fields.layer { return String(cString: OGR_L_GetName(layer)) == wanted }
        let type = OGR_GT_Flatten(OGR_L_GetGeomType(layer))
        return type == wkbLineString || type == wkbMultiLineString || type == wkbUnknown
      }
      guard let layer else {
        throw problem("the file holds no layer of lines", "文件中没有线图层", ("Name the layer", "请指定图层"))
      }
      let transformation = try Self.transformation(of: layer, problem)
      defer { OCTDestroyCoordinateTransformation(transformation) }
      let definition = OGR_L_GetLayerDefn(layer)
      func index(_ named: String?, _ usual: [String]) -> Int32 {
        if let named { return OGR_FD_GetFieldIndex(definition, named) }
        return usual.lazy.map { OGR_FD_GetFieldIndex(definition, $0) }.first { $0 >= 0 } ?? -1
      }
      for named in [fields.roadClass, fields.speed, fields.oneWay].compactMap({ $0 })
      where OGR_FD_GetFieldIndex(definition, named) < 0 {
        throw problem("there is no field \(named)", "没有字段 \(named)", ("Check the names of the fields", "请检查字段名"))
      }
      let classField = index(fields.roadClass, RoadWords.classFields)
      let speedField = index(fields.speed, RoadWords.speedFields)
      let oneWayField = index(fields.oneWay, RoadWords.oneWayFields)
      func name(_ field: Int32) -> String? {
        field < 0 ? nil : OGR_FD_GetFieldDefn(definition, field).map { String(cString: OGR_Fld_GetNameRef($0)) }
      }
      var badSpeeds: [String: (count: Int, first: Int)] = [:]
      var read = 0
      var unknownOneWays: [String: Int] = [:]
      var zeroSpeeds = 0
      var strayFeatures: [Int] = []
      OGR_L_ResetReading(layer)
      while let feature = OGR_L_GetNextFeature(layer) {
        defer { OGR_F_Destroy(feature) }
        read += 1
        func text(_ field: Int32) -> String? {
          guard field >= 0, OGR_F_IsFieldSetAndNotNull(feature, field) != 0,
            let value = OGR_F_GetFieldAsString(feature, field)
          else { return nil }
          let text = String(cString: value).trimmingCharacters(in: .whitespaces)
          // Numbers with decimals come with fifteen of them.
          if let number = Double(text), text.contains("."), abs(number) < 1e15 {
            return number == number.rounded() ? String(Int(number)) : "\(number)"
          }
          return text.isEmpty ? nil : text
        }
        var set = ["highway": "road"]
        if let name = text(classField) { set["highway"] = RoadWords.chineseClasses[name] ?? name }
        if let speed = text(speedField) {
          if let value = Double(speed), value > 0, value <= 200 {
            set["speed_kmh"] = speed
          } else if Double(speed) == 0 {
            zeroSpeeds += 1
          } else {
            badSpeeds[speed, default: (0, read)].count += 1
          }
        }
        if let text = text(oneWayField) {
          if let oneWay = RoadWords.oneWay(text) {
            set["oneway"] = oneWay
          } else {
            unknownOneWays[text, default: 0] += 1
          }
        }
        guard let geometry = OGR_F_GetGeometryRef(feature) else { continue }
        let isOnEarth =
          OGR_G_Transform(geometry, transformation) == OGRERR_NONE && add(geometry, set, OGR_F_GetFID(feature))
        if !isOnEarth { strayFeatures.append(read) }
      }
      var problems = badSpeeds.sorted { $0.key < $1.key }.map { speed, found in
        InputProblem(
          file: path, place: .feature(found.first, id: nil), field: name(speedField), value: speed,
          english: "the speed \(speed) is not between 0 and 200 km/h", chinese: "速度 \(speed) 不在 0 至 200 km/h 之间",
          remedyEnglish: "Correct the speed; leave an unknown one empty", remedyChinese: "请更正速度；未知的请留空",
          repeats: found.count - 1)
      }
      if let first = strayFeatures.first {
        problems.append(
          InputProblem(
            file: path, place: .feature(first, id: nil),
            english: "the line has no place on earth in the layer's coordinate system",
            chinese: "按图层坐标系，该线不在地球范围内",
            remedyEnglish: "Correct the coordinate system that the layer declares (.prj), or the line",
            remedyChinese: "请更正图层声明的坐标系（.prj）或该线", repeats: strayFeatures.count - 1))
      }
      if !problems.isEmpty { throw InputProblems(problems) }
      guard lines.count > 0 else {
        throw problem("the layer holds no lines", "图层中没有线", ("Name another layer or file", "请指定其他图层或文件"))
      }
      reportFields(path, name(classField), name(speedField), name(oneWayField))
      if zeroSpeeds > 0 {
        notes.append(
          Note(
            .derivation, english: "\(path): \(zeroSpeeds) lines with speed 0 have the speed of their class",
            chinese: "\(path)：\(zeroSpeeds) 条速度为 0 的线按道路类别取速度"))
      }
      if !unknownOneWays.isEmpty {
        let list = unknownOneWays.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        notes.append(
          Note(
            .warning, english: "\(path): one-way signs that are not understood, taken as two-way: \(list)",
            chinese: "\(path)：无法识别的单行标记，按双向处理：\(list)"))
      }
      joinEnds(within: fields.joinTolerance)
      reportEnds(path)
    }

    /// Which fields were taken, and what it means where there is none.
    private mutating func reportFields(_ path: String, _ roadClass: String?, _ speed: String?, _ oneWay: String?) {
      notes.append(
        Note(
          .derivation,
          english: "\(path): class from \(roadClass ?? "no field"), speed from \(speed ?? "no field"), "
            + "one-way from \(oneWay ?? "no field")",
          chinese: "\(path)：等级取自 \(roadClass ?? "（无字段）")，速度取自 \(speed ?? "（无字段）")，单行取自 \(oneWay ?? "（无字段）")"))
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

    private static func transformation(
      of layer: OGRLayerH, _ problem: (String, String, (String, String)) -> InputProblems
    ) throws(InputProblems) -> OGRCoordinateTransformationH {
      guard let source = OGR_L_GetSpatialRef(layer) else {
        throw problem("the layer does not say its coordinate system", "图层没有坐标系信息", ("Add a .prj", "请补充 .prj 文件"))
      }
      let own = OSRClone(source)
      let target = OSRNewSpatialReference(nil)
      defer {
        OSRDestroySpatialReference(own)
        OSRDestroySpatialReference(target)
      }
      OSRImportFromEPSG(target, 4326)
      OSRSetAxisMappingStrategy(own, OAMS_TRADITIONAL_GIS_ORDER)
      OSRSetAxisMappingStrategy(target, OAMS_TRADITIONAL_GIS_ORDER)
      guard let made = OCTNewCoordinateTransformation(own, target) else {
        throw problem(
          "the layer's coordinate system cannot be brought to WGS 84", "图层坐标系无法转换为 WGS 84",
          ("Reproject the layer to WGS 84", "请先将图层转换为 WGS 84"))
      }
      return made
    }

    /// False when a point lies off the earth: the layer is of no use then, and what was added of it neither.
    private mutating func add(_ geometry: OGRGeometryH, _ set: [String: String], _ identifier: Int64) -> Bool {
      let parts = OGR_G_GetGeometryCount(geometry)
      if parts > 0 {
        return (0..<parts).allSatisfy { part in
          OGR_G_GetGeometryRef(geometry, part).map { add($0, set, identifier) } ?? true
        }
      }
      guard OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbLineString else { return true }
      let start = lines.points.count
      for index in 0..<OGR_G_GetPointCount(geometry) {
        let (x, y) = (OGR_G_GetX(geometry, index), OGR_G_GetY(geometry, index))
        guard abs(x) <= 180, abs(y) <= 90 else { return false }
        let (longitude, latitude) = (Int32((x * 1e7).rounded()), Int32((y * 1e7).rounded()))
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
      let number = sets[set] ?? Int32(lines.attributeSets.count)
      if sets[set] == nil {
        sets[set] = number
        lines.attributeSets.append(set)
      }
      lines.attributes.append(number)
      return true
    }

    private var endIndices: [Int] {
      (0..<lines.count).flatMap { [Int(lines.firstPoint[$0]), Int(lines.firstPoint[$0 + 1]) - 1] }
    }

    /// Moves each end of a line onto the first end met within the tolerance.
    private mutating func joinEnds(within metres: Double) {
      guard metres > 0 else { return }
      let cell = metres / 111_000 * 1e7
      // Columns are counted row by row, along one parallel each: at its own latitude each end would have columns of its
      // own, since longitudes are counted from far away. Wider than the tolerance by more than rounding.
      let bucket = cell * 1.01
      func column(_ x: Double, _ row: Int) -> Int {
        let shrink = max(cos(Double(row) * bucket / 1e7 * .pi / 180), 0.01)
        return Int((x * shrink / bucket).rounded(.down))
      }
      var ends: [SIMD2<Int>: [Int32]] = [:]
      var joined = 0
      for index in endIndices {
        let point = Int(lines.points[index])
        let (x, y) = (Double(lines.longitudes[point]), Double(lines.latitudes[point]))
        let shrink = max(cos(y / 1e7 * .pi / 180), 0.01)
        let row = Int((y / bucket).rounded(.down))
        var found: Int32?
        search: for near in row - 1...row + 1 {
          let middle = column(x, near)
          for column in middle - 1...middle + 1 {
            for other in ends[SIMD2(column, near)] ?? [] {
              let ex = (Double(lines.longitudes[Int(other)]) - x) * shrink
              let ey = Double(lines.latitudes[Int(other)]) - y
              if (ex * ex + ey * ey).squareRoot() <= cell {
                found = other
                break search
              }
            }
          }
        }
        if let found {
          if found != lines.points[index] { joined += 1 }
          lines.points[index] = found
        } else {
          ends[SIMD2(column(x, row), row), default: []].append(Int32(point))
        }
      }
      if joined > 0 {
        notes.append(
          Note(
            .repair, english: "\(joined) ends of roads were joined to an end within \(metres) m",
            chinese: "\(joined) 个道路端点与 \(metres) 米内的端点合并"))
      }
    }

    private mutating func reportEnds(_ path: String) {
      var uses = [Int32](repeating: 0, count: lines.longitudes.count)
      for point in lines.points { uses[Int(point)] += 1 }
      let dangling = endIndices.count { uses[Int(lines.points[$0])] == 1 }
      let speed = RoadTraversal.Speed(metresPerSecond: 1)
      let islands = RoadGraph(lines) { _ in RoadTraversal(forward: speed, backward: speed) }.islands().sizes
      notes.append(
        Note(
          islands.count > 1 ? .warning : .derivation,
          english: "\(path): \(lines.count) lines, \(dangling) dangling ends, \(islands.count) islands",
          chinese: "\(path)：\(lines.count) 条线，\(dangling) 个悬挂端点，\(islands.count) 个互不相连的部分"))
    }
  }
#endif
