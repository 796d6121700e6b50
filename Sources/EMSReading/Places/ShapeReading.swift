import EMSFormats
import EMSModel
import GeoKit

extension LayerReader {
  /// The polygons of a row in WGS 84, valid, shells counter-clockwise; nil, with the problem, where there are none.
  func polygons(_ row: Int, _ findings: inout Findings) -> MultiPolygon? {
    guard case .polygons(var shape)? = table.shape(ofRow: row) else {
      let there: Phrase =
        switch table.shape(ofRow: row) {
        case .point: Phrase("the shape is a point, and a polygon is needed", "图形是点，此处需要面")
        case .other(let type): Phrase("the shape is a \(type), and a polygon is needed", "图形是 \(type)，此处需要面")
        case .polygons, nil: Phrase("there is no polygon, and one is needed", "此处需要面图形")
        }
      complain(
        row, nil, rule: "polygon", value: text(row, .name), there,
        Phrase("Draw the boundary, or export the layer as polygons", "请补绘边界，或将图层导出为面"), &findings)
      return nil
    }
    if layer.swapXY { shape = shape.mapped { Coordinate(longitude: $0.latitude, latitude: $0.longitude) } }
    guard let placed = inWGS84(shape, row, &findings) else { return nil }
    return valid(placed, row, &findings)
  }

  private func inWGS84(_ shape: MultiPolygon, _ row: Int, _ findings: inout Findings) -> MultiPolygon? {
    if converter.isIdentity { return shape }
    var corners: [Coordinate] = []
    _ = shape.mapped { corner in
      corners.append(corner)
      return corner
    }
    var plane = normalisedPlane(corners, row: { _ in row }, &findings)[...]
    if plane.contains(nil) { return nil }
    let shape = shape.mapped { corner in (plane.popFirst() ?? nil) ?? corner }
    do throws(DatumError) {
      var failure: DatumError?
      let converted = shape.mapped { point in
        do throws(DatumError) {
          return steadied(try converter.toWGS84(point))
        } catch {
          failure = failure ?? error
          return point
        }
      }
      if let failure { throw failure }
      return converted
    } catch {
      var problem = error.problem(file: layer.file, value: converter.source.name)
      problem.place = place(ofRow: row)
      findings.add(problem, rule: "transformation")
      return nil
    }
  }

  /// The shape made valid: what a planner can only have meant one way is repaired and noted, the rest is a problem.
  private func valid(_ shape: MultiPolygon, _ row: Int, _ findings: inout Findings) -> MultiPolygon? {
    let flaws = Validity.problems(of: shape)
    let hopeless = flaws.filter { flaw in
      switch flaw.kind {
      case .nonFinite, .outOfRange, .ringNotClosed, .tooFewPoints, .noArea, .holeOutsideShell: true
      default: false
      }
    }
    if !hopeless.isEmpty {
      let outside = hopeless.lazy.filter { $0.kind == .outOfRange }.compactMap(\.coordinate).first
      if let outside, !converter.sourceIsProjected, max(abs(outside.latitude), abs(outside.longitude)) >= 1000 {
        // One problem for the whole file, whose corners are all alike.
        complain(
          row, nil, rule: "metres", limit: 1, value: "\(outside.longitude), \(outside.latitude)",
          Phrase(
            "the coordinates are no degrees (\(outside.longitude), \(outside.latitude)); they look like metres of a map grid",
            "坐标不是度数（\(outside.longitude), \(outside.latitude)），似为投影坐标（米）"),
          MapGridGuess.remedy(for: outside), &findings)
        return nil
      }
      for flaw in hopeless.prefix(3) {
        let at =
          flaw.coordinate.map { (" at \($0.longitude), \($0.latitude)", "（\($0.longitude), \($0.latitude)）") } ?? (
            "", ""
          )
        var words = Self.words(flaw.kind)
        var remedy = Phrase("Correct the shape in the map program and export it again", "请在制图软件中改正图形后重新导出")
        if flaw.kind == .outOfRange, let corner = flaw.coordinate, abs(corner.latitude) <= 180,
          abs(corner.longitude) <= 90
        {
          words = Phrase(
            words.english + "; longitude and latitude look swapped", words.chinese + "，经纬度似乎颠倒")
          remedy = Phrase("Set swap_xy: true, or correct the file", "请设置 swap_xy: true，或改正文件")
        }
        let part = flaw.ring == 0 ? Phrase("", "") : Phrase("hole \(flaw.ring): ", "第 \(flaw.ring) 个内环：")
        complain(
          row, nil, rule: "shape \(flaw.kind)", value: nil,
          Phrase(part.english + words.english + at.0, part.chinese + words.chinese + at.1), remedy, &findings)
      }
      return nil
    }
    do throws(GeoKitError) {
      if flaws.isEmpty { return shape.withShellsAnticlockwise }
      let (repaired, changed) = try Validity.repaired(shape)
      let words = Self.words(flaws[0].kind)
      let list = rows([row])
      let area = NumberText.decimals(changed.squareKilometres, changed.squareKilometres < 1 ? 4 : 1)
      let name = text(row, .name) ?? ""
      findings.note(
        .repair,
        "\(name): \(words.english); the shape was repaired and its area changed by \(area) km²",
        "\(name)：\(words.chinese)，已修复图形，面积变化 \(area) 平方公里", at: list)
      return repaired
    } catch {
      complain(
        row, nil, rule: "repair", value: nil, Phrase("the shape cannot be repaired: \(error)", "图形无法修复：\(error)"),
        Phrase("Correct the shape in the map program and export it again", "请在制图软件中改正图形后重新导出"), &findings)
      return nil
    }
  }

  private static func words(_ kind: GeometryProblem.Kind) -> Phrase {
    switch kind {
    case .nonFinite: Phrase("a coordinate is not a number", "坐标不是数值")
    case .outOfRange: Phrase("a coordinate is out of range", "坐标超出范围")
    case .ringNotClosed: Phrase("a ring is not closed", "环没有闭合")
    case .tooFewPoints(let count):
      Phrase("a ring has \(count) different corners and needs 3", "环只有 \(count) 个不同顶点，至少需要 3 个")
    case .noArea: Phrase("a ring encloses nothing", "环没有面积")
    case .selfIntersection: Phrase("the outline crosses itself", "边界自相交")
    case .ringsCross: Phrase("two rings of a polygon cross", "同一面的两个环相交")
    case .holeOutsideShell: Phrase("the hole lies outside its shell", "内环位于外环之外")
    case .nestedHoles: Phrase("a hole lies inside another", "内环互相嵌套")
    case .duplicateRings: Phrase("two rings are the same", "存在重复的环")
    case .polygonsOverlap: Phrase("two parts overlap", "两个部分重叠")
    case .interiorNotConnected: Phrase("touching rings cut the polygon in two", "相接的环将面分成两块")
    }
  }
}

extension MultiPolygon {
  /// The shape with each coordinate replaced.
  fileprivate func mapped(_ change: (Coordinate) -> Coordinate) -> MultiPolygon {
    MultiPolygon(
      polygons.map { polygon in
        Polygon(
          shell: Ring(polygon.shell.coordinates.map(change)),
          holes: polygon.holes.map { Ring($0.coordinates.map(change)) })
      })
  }

  /// Shells anticlockwise and holes clockwise (RFC 7946, section 3.1.6), corners untouched.
  fileprivate var withShellsAnticlockwise: MultiPolygon {
    MultiPolygon(
      polygons.map { polygon in
        Polygon(
          shell: polygon.shell.turned(anticlockwise: true),
          holes: polygon.holes.map { $0.turned(anticlockwise: false) })
      })
  }
}

extension Ring {
  fileprivate func turned(anticlockwise: Bool) -> Ring {
    guard let origin = coordinates.first else { return self }
    var doubled = 0.0
    for (a, b) in zip(coordinates, coordinates.dropFirst()) {
      doubled += (a.longitude - origin.longitude) * (b.latitude - origin.latitude)
      doubled -= (b.longitude - origin.longitude) * (a.latitude - origin.latitude)
    }
    return (doubled > 0) == anticlockwise ? self : Ring(coordinates.reversed())
  }
}
