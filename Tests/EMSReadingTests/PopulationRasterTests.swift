#if GDAL
  import Foundation
  import GeoKit
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSReading

  /// Rasters of people as demand: everybody inside the outline, nobody else, nobody twice.
  @Suite struct PopulationRasterTests {
    /// An area with these counties and townships and nothing else.
    private static func area(counties: [MultiPolygon], townships: [MultiPolygon]) -> PlanningArea {
      PlanningArea(
        name: "raster",
        counties: counties.enumerated().map { County(id: "c\($0)", name: "县\($0)", outline: $1) },
        townships: townships.enumerated().map {
          Township(id: "t\($0)", name: "乡\($0)", kind: .township, countyID: counties.isEmpty ? nil : "c0", boundary: $1)
        }, settlements: [], facilities: [])
    }

    private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
      let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
      return MultiPolygon([
        Polygon(shell: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }), holes: [])
      ])
    }

    /// A GeoTIFF from rows of values, north first; the test is cancelled where gdal_translate is not installed.
    private func raster(
      _ rows: [[Double]], west: Double, south: Double, cell: Double, in scratch: borrowing ScratchFolder,
      options: [String] = []
    ) throws -> PopulationRaster {
      let header =
        "ncols \(rows[0].count)\nnrows \(rows.count)\nxllcorner \(west)\nyllcorner \(south)\ncellsize \(cell)\nNODATA_value -99999\n"
      let text = header + rows.map { $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: "\n") + "\n"
      let (source, target) = ("\(scratch.path)/in.asc", "\(scratch.path)/people.tif")
      try Data(text.utf8).write(to: URL(fileURLWithPath: source))
      let made = try OutputReader.run(
        ["gdal_translate", "-q", "-of", "GTiff", "-ot", "Float32", "-a_srs", "EPSG:4326"] + options + [source, target])
      guard let made else {
        try Test.cancel("gdal_translate is not installed")
      }
      try #require(made.code == 0, "\(made.output)")
      return try PopulationRaster(URL(fileURLWithPath: target), file: "people.tif")
    }

    /// What the file says of its values beside the unit: a density or a logarithm is no count.
    @Test(arguments: [
      ("description=population density", true), ("units=persons per sq km", true), ("long_name=log population", true),
      ("title=人口密度", true), ("units=people/km2", true), ("description=people per cell", false),
      ("description=Estimated total number of people per grid-cell", false), ("AREA_OR_POINT=Area", false),
      ("creator=density laboratory", false), ("LAYER=population density", true), ("NAME=pop_density", true),
      ("units=thousand persons", true), ("units=households", true), ("units=%", true), ("units=persons", false),
      ("unit=people/pixel", false), ("description=male population", true), ("title=Population, male and female", false),
      ("layer=people aged 0 to 4", true), ("LAYER=population count", false), ("history=density was smoothed", false),
      ("unit=metre", true),
    ])
    func aRasterThatCallsItselfADensityIsRefused(said: String, isRefused: Bool) throws {
      let scratch = try ScratchFolder()
      func open() throws -> PopulationRaster {
        try raster([[8, 16], [4, 2]], west: 120, south: 45, cell: 0.1, in: scratch, options: ["-mo", said])
      }
      if !isRefused {
        _ = try open()
        return
      }
      let error = #expect(throws: InputProblems.self) { try open() }
      #expect(error?.problems.first?.english.contains("not people of a cell") == true, "\(said)")
    }

    /// By hand: cells of 0.1°, one township over 1½ × 1½ of them, another over the rest of the county.
    @Test func edgeCellsAreSharedByArea() throws {
      let scratch = try ScratchFolder()
      let rows: [[Double]] = [[8, 16, 4, 1000], [40, 100, 20, 1000], [-99999, 60, 2, 1000]]
      let raster = try raster(rows, west: 120, south: 45, cell: 0.1, in: scratch)
      // The county: columns 0.5 to 3, rows 0.5 to 3. Inside lie half of column 0, half of row 0.
      let county = Self.box(120.05, 45, 120.3, 45.25)
      let inner = Self.box(120.05, 45.1, 120.15, 45.25)
      let outer = MultiPolygon(
        Self.box(120.05, 45, 120.15, 45.1).polygons + Self.box(120.15, 45, 120.3, 45.25).polygons)
      let demand = try RasterDemand(
        raster, of: Self.area(counties: [county], townships: [inner, outer]), grid: .kilometres(5), file: "people.tif")
      // 8/4 + 16/2 + 4/2 + 40/2 + 100 + 20 + 0 + 60 + 2
      #expect(abs(demand.total - 214) < 1e-9)
      #expect(demand.settlements.reduce(0) { $0 + ($1.population ?? 0) } == 214)
      // The inner township: 8/4 + 16/4 + 40/2 + 100/2
      let first = demand.settlements.filter { $0.townshipID == "t0" }.reduce(0) { $0 + ($1.population ?? 0) }
      #expect(first == 76)
      #expect(!demand.isBeyondRaster)
      let locator = try PointLocator([county])
      for settlement in demand.settlements {
        #expect(locator.locate(settlement.location) != nil && settlement.origin == .derived)
        #expect(settlement.countyID == "c0")
      }
      #expect(Set(demand.settlements.map(\.id)).count == demand.settlements.count)
    }

    @Test func nobodyIsCountedTwiceWhereOutlinesOverlap() throws {
      let scratch = try ScratchFolder()
      let rows = [[Double]](repeating: [Double](repeating: 7, count: 6), count: 6)
      let raster = try raster(rows, west: 120, south: 45, cell: 0.1, in: scratch)
      let overlapping = [Self.box(120, 45, 120.4, 45.6), Self.box(120.2, 45, 120.6, 45.6)]
      for area in [
        Self.area(counties: overlapping, townships: []), Self.area(counties: [], townships: overlapping),
        Self.area(counties: [Self.box(120, 45, 120.6, 45.6)], townships: overlapping),
      ] {
        let demand = try RasterDemand(raster, of: area, grid: .kilometres(20), file: "people.tif")
        #expect(abs(demand.total - 252) < 1e-9)
        #expect(demand.settlements.reduce(0) { $0 + ($1.population ?? 0) } == 252)
      }
    }

    @Test func anAreaBeyondTheRasterIsNoted() throws {
      let scratch = try ScratchFolder()
      let raster = try raster([[5, 5], [5, 5]], west: 120, south: 45, cell: 0.1, in: scratch)
      let beyond = try RasterDemand(
        raster, of: Self.area(counties: [Self.box(119, 44, 122, 47)], townships: []), grid: .kilometres(5),
        file: "people.tif")
      #expect(beyond.isBeyondRaster)
      #expect(beyond.total == 20)
      #expect(throws: InputProblems.self) {
        try RasterDemand(
          raster, of: Self.area(counties: [Self.box(10, 10, 11, 11)], townships: []), grid: .kilometres(5),
          file: "people.tif")
      }
    }

    @Test func scaleAndOffsetAreObeyed() throws {
      let scratch = try ScratchFolder()
      let options = ["-a_scale", "0.5", "-a_offset", "200"]
      let raster = try raster(
        [[100, 0], [20, -99999]], west: 120, south: 45, cell: 0.1, in: scratch, options: options)
      let people = try raster.people(columns: 0..<2, rows: 0..<2)
      #expect(people.ofCells == [250, 200, 210, 0])
      #expect(
        people.notes.map(\.english) == [
          "people.tif: the file says that its values are to be multiplied by 0.5 and 200 added, and the people are those"
        ])
    }

    /// A scale that leaves no people is refused for what it is, and so is a raster in which nobody lives.
    @Test(arguments: ["0", "-1", "nan"])
    func aScaleThatLeavesNobodyIsRefused(scale: String) throws {
      let scratch = try ScratchFolder()
      let raster = try raster([[100, 5]], west: 120, south: 45, cell: 0.1, in: scratch, options: ["-a_scale", scale])
      let error = #expect(throws: InputProblems.self) { try raster.people(columns: 0..<2, rows: 0..<1) }
      #expect(error?.problems.first?.english.contains("are to be multiplied by") == true)
    }

    @Test func aRasterWithoutPeopleInTheAreaIsRefused() throws {
      let scratch = try ScratchFolder()
      let raster = try raster([[0, 0, 7]], west: 120, south: 45, cell: 1, in: scratch)
      func demand(_ east: Double) throws -> RasterDemand {
        try RasterDemand(
          raster, of: Self.area(counties: [Self.box(120, 45, east, 46)], townships: []), grid: .kilometres(5),
          file: "people.tif")
      }
      let error = #expect(throws: InputProblems.self) { try demand(122) }
      #expect(error?.problems.map(\.english) == ["no cell within the area holds anybody"])
      #expect(try demand(123).total == 7)
    }

    @Test(arguments: [32_767, 65_535, 4_294_967_295, 3.4e38, 1e300])
    func fillsThatAreNotDeclaredAreNamed(fill: Double) throws {
      let scratch = try ScratchFolder()
      let raster = try raster(
        [[5, fill], [5, 5]], west: 120, south: 45, cell: 0.1, in: scratch,
        options: ["-ot", "Float64", "-a_nodata", "none"])
      let error = #expect(throws: InputProblems.self) { try raster.people(columns: 0..<2, rows: 0..<2) }
      #expect(error?.problems.first?.english.hasSuffix("in column 1, row 0 is no number of people") == true)
    }

    /// A file that says what stands for no data may have 65,535 people in a cell; the largest value of its own type is
    /// refused all the same.
    @Test func largeCountsAreCountsWhereNoDataIsDeclared() throws {
      let scratch = try ScratchFolder()
      let counts: [[Double]] = [[5, 65_535], [32_767, -99999]]
      let raster = try raster(counts, west: 120, south: 45, cell: 0.1, in: scratch)
      #expect(try raster.people(columns: 0..<2, rows: 0..<2).ofCells == [5, 65_535, 32_767, 0])
      let narrow = try self.raster(
        [[5, 65_535], [0, 1]], west: 120, south: 45, cell: 0.1, in: scratch,
        options: ["-ot", "UInt16", "-a_nodata", "0"])
      let error = #expect(throws: InputProblems.self) { try narrow.people(columns: 0..<2, rows: 0..<2) }
      #expect(error?.problems.first?.remedyEnglish.contains("-ot Float64") == true)
    }

    @Test func ofSeveralBandsNoneIsTakenUnasked() throws {
      let scratch = try ScratchFolder()
      let options = ["-b", "1", "-b", "1"]
      let error = #expect(throws: InputProblems.self) {
        try raster([[5, 5], [5, 5]], west: 120, south: 45, cell: 0.1, in: scratch, options: options)
      }
      #expect(error?.problems.first?.english == "the raster has 2 bands of values")
    }

    @Test func whatIsNoNumberOfPeopleIsAProblem() throws {
      let scratch = try ScratchFolder()
      let raster = try raster([[5, -3], [5, 5]], west: 120, south: 45, cell: 0.1, in: scratch)
      let error = #expect(throws: InputProblems.self) { try raster.people(columns: 0..<2, rows: 0..<2) }
      #expect(error?.problems.first?.english == "-3.0 in column 1, row 0 is no number of people")
    }

    /// Random stars over random cells, against shapely; in degrees and in the Mollweide projection of GHS-POP.
    @Test(arguments: [1, 2, 3, 4]) func sharesAreThoseOfShapely(seed: UInt64) throws {
      var random = SeededGenerator(seed: seed)
      let rings = (0..<3).map { _ in
        let centre = SIMD2(Double.random(in: 2..<10, using: &random), Double.random(in: 2..<8, using: &random))
        var ring = (0..<Int.random(in: 3..<20, using: &random)).map { _ in Double.random(in: 0..<6.28, using: &random) }
          .sorted().map { angle in
            centre + SIMD2(cos(angle), sin(angle)) * Double.random(in: 0.3..<5, using: &random)
          }
        if Bool.random(using: &random) { ring.reverse() }
        return ring + [ring[0]]
      }
      for ring in rings {
        let shares = CellShares(rings: [ring], holes: [], width: 12, height: 9)
        let text = ring.map { "\($0.x) \($0.y)" }.joined(separator: ",")
        let checker = """
          import sys, shapely
          shape = shapely.Polygon([tuple(map(float, p.split())) for p in sys.argv[1].split(",")])
          if not shape.is_valid: print("invalid"); sys.exit()
          for row in range(9): print(*(shape.intersection(shapely.box(c, row, c + 1, row + 1)).area for c in range(12)))
          """
        let python = try OutputReader.run(["python3", "-c", checker, text])
        guard let python, !python.output.contains("No module named") else {
          try Test.cancel("python3 with shapely is not installed")
        }
        if python.output.hasPrefix("invalid") { continue }
        let expected = python.output.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
        try #require(expected.count == 9)
        for row in 0..<9 {
          for column in 0..<12 {
            #expect(abs(shares.share(row: row, column: column) - expected[row][column]) < 1e-8)
          }
        }
      }
    }

    /// Errors of calculation below 0 are 0, and told; whole people below 0 are a problem.
    @Test func aLittleLessThanZeroIsNobody() throws {
      let scratch = try ScratchFolder()
      let raster = try raster([[-1e-9, 16], [4, -0.0005]], west: 120, south: 45, cell: 0.1, in: scratch)
      let people = try raster.people(columns: 0..<2, rows: 0..<2)
      #expect(people.ofCells == [0, 16, 4, 0])
      #expect(
        people.notes.map(\.english) == [
          "people.tif: 2 cells hold a little less than 0, as programs that resample leave it, and count as 0"
        ])
    }

    /// A name that says density, and several cells of nines.
    @Test func whatIsNoCountIsRefused() throws {
      let scratch = try ScratchFolder()
      func words(of body: () throws -> Void) -> String? {
        do {
          try body()
          return nil
        } catch {
          return (error as? InputProblems)?.problems.first?.english
        }
      }
      _ = try raster([[8, 16], [4, 2]], west: 120, south: 45, cell: 0.1, in: scratch)
      let file = URL(fileURLWithPath: "\(scratch.path)/people.tif")
      for (name, isRefused) in [
        ("chn_ppp_2020.tif", false), ("chn_pd_2020_1km.tif", true), ("gpw_population_density.tif", true),
        ("人口密度.tif", true), ("log_pop.tif", true), ("chn_f_15_2020.tif", true), ("chn_t_0_2025_1km.tif", true),
        ("catalogue_pop.tif", false), ("f_2020.tif", false),
      ] {
        let said = words { _ = try PopulationRaster(file, file: name) }
        #expect((said?.contains("which is not people of a cell") ?? false) == isRefused, "\(name)")
      }
      let coming = try PopulationRaster(file, file: "chn_pop_2030.tif").people(columns: 0..<2, rows: 0..<2)
      #expect(coming.ofCells == [8, 16, 4, 2])
      #expect(
        coming.notes.map(\.english) == [
          "chn_pop_2030.tif: its name says 2030, for which nobody has been counted: the people are a projection"
        ])
      func nines(_ rows: [[Double]], _ options: [String]) throws -> Bool {
        let raster = try raster(rows, west: 120, south: 45, cell: 0.1, in: scratch, options: options)
        return words { _ = try raster.people(columns: 0..<2, rows: 0..<2) }?.contains("looks like no data") ?? false
      }
      #expect(try nines([[9999, 16], [9999, 2]], ["-a_nodata", "none"]))
      #expect(try !nines([[9999, 16], [4, 2]], ["-a_nodata", "none"]))
      #expect(try !nines([[9999, 16], [9999, 2]], []))
    }

    /// Whatever system a raster is in, the people inside a box are those of the cells in it; ETRS 89 is within a metre of
    /// WGS 84.
    @Test(arguments: [
      "EPSG:4547", "EPSG:32650", "EPSG:3857", "EPSG:6933", "EPSG:4258",
      "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +datum=WGS84",
    ])
    func peopleStayInAnySystem(system: String) throws {
      let scratch = try ScratchFolder()
      let rows = [[Double]](repeating: [Double](repeating: 3, count: 40), count: 40)
      _ = try raster(rows, west: 118, south: 42, cell: 0.05, in: scratch)
      let target = "\(scratch.path)/other.tif"
      let made = try OutputReader.run([
        "gdalwarp", "-q", "-t_srs", system, "-r", "sum", "-co", "COMPRESS=DEFLATE", "\(scratch.path)/people.tif",
        target,
      ])
      guard made?.code == 0 else { try Test.cancel("gdalwarp is not installed or knows no such system") }
      let demand = try RasterDemand(
        try PopulationRaster(URL(fileURLWithPath: target), file: "other.tif"),
        of: Self.area(counties: [Self.box(118.5, 42.5, 119.5, 43.5)], townships: []), grid: .kilometres(10),
        file: "other.tif")
      #expect(abs(demand.total - 1200) < 12, "400 cells of 3 people: \(demand.total)")
    }

    @Test func aProjectedRasterLiesWhereItLies() throws {
      let scratch = try ScratchFolder()
      let rows = [[Double]](repeating: [Double](repeating: 3, count: 20), count: 20)
      _ = try raster(rows, west: 120, south: 45, cell: 0.1, in: scratch)
      // The sum of people is kept by gdalwarp's own resampling; what we read of it inside a box is compared with that.
      let target = "\(scratch.path)/mollweide.tif"
      let made = try OutputReader.run([
        "gdalwarp", "-q", "-t_srs", "ESRI:54009", "-tr", "1000", "1000", "-r", "sum", "-dstnodata", "-99999",
        "\(scratch.path)/people.tif", target,
      ])
      guard made?.code == 0 else { try Test.cancel("gdalwarp is not installed or knows no Mollweide") }
      let raster = try PopulationRaster(URL(fileURLWithPath: target), file: "mollweide.tif")
      let demand = try RasterDemand(
        raster, of: Self.area(counties: [Self.box(120.5, 45.5, 121.5, 46.5)], townships: []), grid: .kilometres(10),
        file: "mollweide.tif")
      #expect(abs(demand.total - 300) < 3, "100 cells of 3 people: \(demand.total)")
      let people = demand.settlements.reduce(0) { $0 + ($1.population ?? 0) }
      #expect(people == Int(demand.total.rounded()))
    }
  }
#endif
