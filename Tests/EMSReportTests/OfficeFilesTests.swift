#if GDAL
  import Foundation
  import FoundationXML
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSPlan
  @testable import EMSPolicy
  @testable import EMSReading
  @testable import EMSReport

  @Suite struct OfficeFilesTests {
    private func written(to scratch: borrowing ScratchFolder) throws -> String {
      let out = "\(scratch.path)/out-\(UUID().uuidString)"
      let folder = try OutputFolder(out, overwrite: false, ownNames: PlanOutput.fileNames)
      try PlanOutput.write(SampleReport.make(), to: folder)
      _ = try folder.commit()
      return out
    }

    @Test func theGeoPackageHasEveryLayerAndItsStyle() throws {
      let scratch = try ScratchFolder()
      let path = try written(to: scratch) + "/plan.gpkg"
      guard let summary = try OutputReader.run(["ogrinfo", "-ro", "-al", "-so", path]) else {
        try Test.cancel("ogrinfo is not installed")
      }
      #expect(summary.code == 0 && !summary.output.contains("ERROR") && !summary.output.contains("Warning"))
      let report = try SampleReport.make()
      for layer in PlanOfficeFiles.layers(of: report) {
        let name = layer.name.replacing("-", with: "_")
        #expect(summary.output.contains("Layer name: \(name)\n"), "\(name)")
        let query =
          "SELECT COUNT(*) AS n FROM layer_styles WHERE f_table_name = '\(name)' AND styleQML LIKE '<!DOCTYPE%'"
        let styles = try OutputReader.run(["ogrinfo", "-ro", "-q", path, "-sql", query])
        #expect(styles?.output.contains("n (Integer) = 1") == true, "\(name): \(styles?.output ?? "")")
      }
      #expect(summary.output.contains("population_uncovered: Integer64"))
      #expect(summary.output.contains("ID[\"EPSG\",4326]"))
    }

    @Test func theShapesOfTheGeoPackageAreValid() throws {
      let scratch = try ScratchFolder()
      let path = try written(to: scratch) + "/plan.gpkg"
      let checker = """
        import sqlite3, struct, sys, xml.dom.minidom, shapely
        db = sqlite3.connect(sys.argv[1])
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        seen = 0
        for (table,) in db.execute("SELECT table_name FROM gpkg_geometry_columns").fetchall():
            for (blob,) in db.execute(f'SELECT geom FROM "{table}"').fetchall():
                if blob is None: continue
                size = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
                shape = shapely.from_wkb(blob[8 + size:])
                assert shape.is_valid and not shape.is_empty, table
                seen += 1
        assert seen > 50, seen
        for (style,) in db.execute("SELECT styleQML FROM layer_styles").fetchall():
            document = xml.dom.minidom.parseString(style)
            symbols = {s.getAttribute("name") for s in document.getElementsByTagName("symbol")}
            for tag in ("range", "category"):
                for part in document.getElementsByTagName(tag): assert part.getAttribute("symbol") in symbols
        """
      let result = try OutputReader.run(["python3", "-c", checker, path])
      guard let result, !result.output.contains("No module named") else {
        try Test.cancel("python3 with shapely is not installed")
      }
      #expect(result.code == 0, "\(result.output)")
    }

    /// GDAL's own validator, with the checks that go beyond the standard, every warning an error; and SQLite's.
    @Test func theGeoPackagePassesValidation() throws {
      let scratch = try ScratchFolder()
      let path = try written(to: scratch) + "/plan.gpkg"
      let validator = try OutputReader.run([
        "/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error", path,
      ])
      if let validator, !validator.output.contains("No module named") {
        #expect(validator.code == 0, "\(validator.output)")
      } else {
        try Test.cancel("GDAL's validate_gpkg is not installed")
      }
      let checker = """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        assert db.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        layers = {row[0] for row in db.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")}
        styled = {row[0] for row in db.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault = 1")}
        assert layers == styled and len(layers) >= 9, (layers, styled)
        # Every column but keys and shapes is called in both languages.
        for table in layers:
            named = dict(db.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = ?", (table,)))
            columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')} - {"fid", "geom"}
            assert columns == set(named), (table, columns ^ set(named))
            assert any(" / " in title for title in named.values()), table
        # SQL and expressions that a file could make a reader run.
        kinds = {row[0] for row in db.execute("SELECT type FROM sqlite_master")}
        assert kinds <= {"table", "index", "trigger"}, kinds
        """
      let result = try OutputReader.run(["python3", "-c", checker, path])
      guard let result else { try Test.cancel("python3 is not installed") }
      #expect(result.code == 0, "\(result.output)")
    }

    @Test func flatGeobufHasEveryFeature() throws {
      let scratch = try ScratchFolder()
      var report = try SampleReport.make()
      report.outputs.flatGeobuf = true
      let out = "\(scratch.path)/out"
      let folder = try OutputFolder(out, overwrite: false, ownNames: PlanOutput.fileNames)
      try PlanOutput.write(report, to: folder)
      _ = try folder.commit()
      for layer in PlanLayer.all(of: report) where !layer.features.isEmpty {
        let path = "\(out)/\(layer.name).fgb"
        // Read by our own reader, and by ogrinfo.
        let contents = try TableFile.open(URL(fileURLWithPath: path), as: path, layer: nil)
        let drawn = layer.features.count { $0.geometry != nil }
        #expect(contents.rowCount == drawn)
        #expect(contents.declaredCRS == "EPSG:4326")
        #expect(Set(contents.columns) == Set(layer.features.flatMap { $0.properties.map(\.name) }))
        guard let ogr = try OutputReader.run(["ogrinfo", "-ro", "-al", "-so", path]) else {
          try Test.cancel("ogrinfo is not installed")
        }
        #expect(ogr.code == 0 && !ogr.output.contains("ERROR") && !ogr.output.contains("Warning"), "\(ogr.output)")
        #expect(ogr.output.contains("Feature Count: \(drawn)\n"))
      }
    }

    @Test func theSameReportGivesTheSameBytes() throws {
      let scratch = try ScratchFolder()
      let first = try written(to: scratch)
      // Long enough for a clock in the files to show.
      Thread.sleep(forTimeInterval: 2.1)
      let second = try written(to: scratch)
      for name in ["plan.gpkg", "plan.qgz", "annex.xlsx"] {
        let files = [first, second].map { FileManager.default.contents(atPath: "\($0)/\(name)") }
        #expect(files[0] != nil && files[0] == files[1], "\(name)")
      }
    }

    /// A column is what its name says, whatever the cells of a run are, and every cell fits it.
    @Test(arguments: ["sample", "xingan", "beibei", "hohhot", "jining", "bayannur"])
    func everyCellFitsTheTypeOfItsColumn(_ region: String) throws {
      let report =
        try region == "sample"
        ? SampleReport.make() : PlanRun.report(of: Checkout.root.appendingPathComponent("GeoData/\(region)/plan.yaml"))
      for layer in PlanOfficeFiles.layers(of: report) {
        for member in layer.features.flatMap(\.properties) {
          let type = FieldType.of(member.name)
          let fits =
            switch member.value {
            case .null: true
            case .whole: type != .text
            case .decimal: type == .decimal
            case .flag, .text, .list, .members: type == .text
            }
          #expect(fits, "\(layer.name).\(member.name): \(member.value)")
        }
      }
    }

    /// The project names layers of the GeoPackage beside it and holds neither a time nor a user.
    @Test func theProjectOpensItsOwnGeoPackage() throws {
      let report = try SampleReport.make()
      let project = try #require(QGISProject(report, layers: PlanOfficeFiles.layers(of: report))).bytes()
      let parts = ZipReader.texts(of: project)
      #expect(Array(parts.keys) == ["plan.qgs"])
      let text = try #require(parts["plan.qgs"])
      let document = try XMLDocument(xmlString: text)
      let sources = try document.nodes(forXPath: "//maplayer/datasource").compactMap(\.stringValue)
      let tables = PlanOfficeFiles.layers(of: report).map(PlanOfficeFiles.table)
      #expect(Set(sources) == Set(tables.map { "./plan.gpkg|layername=\($0)" }) && sources.count == tables.count)
      let ids = try document.nodes(forXPath: "//maplayer/id").compactMap(\.stringValue)
      let drawn = try document.nodes(forXPath: "/qgis/layer-tree-group//layer-tree-layer/@id").compactMap(\.stringValue)
      #expect(Set(ids) == Set(drawn) && ids.allSatisfy { $0.count > 10 })
      #expect(try document.nodes(forXPath: "//Layout").count == 1)
      #expect(!text.contains("<script>") && !text.contains("saveDateTime") && !text.contains("saveUser"))
      // Every category and rule has its symbol.
      for renderer in try document.nodes(forXPath: "//renderer-v2") {
        let asked = try renderer.nodes(forXPath: ".//category/@symbol | .//rule/@symbol").compactMap(\.stringValue)
        let symbols = try renderer.nodes(forXPath: "symbols/symbol/@name").compactMap(\.stringValue)
        #expect(!symbols.isEmpty && Set(asked).isSubset(of: symbols))
      }
      #expect(project == QGISProject(report, layers: PlanOfficeFiles.layers(of: report))?.bytes())
    }

    /// Legends have the document's own words for kinds of facilities, and the region's for the centre above its counties.
    @Test func legendsAreInTheTermsOfTheDocument() throws {
      var report = try SampleReport.make()
      report.profile = try PolicyLibrary(environment: [:]).profile("hohhot")
      let area = report.area
      report.area = PlanningArea(
        name: "样例市", counties: area.counties, townships: area.townships, settlements: area.settlements,
        facilities: area.facilities, indicators: [], notes: [], account: InputAccount())
      for at in report.sites.indices { report.sites[at].service = FacilityTier.countySubCentre.rawValue }
      for (name, words) in [
        ("sites", "county sub-centre, recommended / 县域医疗卫生次中心（推荐）"),
        ("facilities", "city emergency centre / 市急救中心"), ("network", "city emergency centre / 市急救中心"),
      ] {
        let layer = try #require(PlanOfficeFiles.layers(of: report).first { $0.name == name })
        let style = LayerStyle(layer, words: report.inItsTerms).document
        #expect(style.contains(words), "\(style)")
      }
      let project = try #require(QGISProject(report, layers: PlanOfficeFiles.layers(of: report))).bytes()
      let text = try #require(ZipReader.texts(of: project)["plan.qgs"])
      for word in ["县域医疗次中心", "盟市急救中心", "league or city"] { #expect(!text.contains(word), "\(word)") }
      #expect(report.name(of: .leagueEmergencyCentre) == Phrase("city emergency centre", "市急救中心"))
      #expect(report.name(of: nil) == Phrase("tier not known", "层级未知"))
    }

    @Test func aFullDiskIsNamed() throws {
      let error = #expect(throws: OutputError.self) {
        try PlanOfficeFiles.writeGeoPackage(
          SampleReport.make(), layers: PlanOfficeFiles.layers(of: SampleReport.make()), to: "/dev/full/plan.gpkg",
          name: "plan.gpkg")
      }
      #expect(error?.path == "plan.gpkg")
    }
  }
#endif
