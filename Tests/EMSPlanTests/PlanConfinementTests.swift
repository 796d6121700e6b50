import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSPolicy
@testable import EMSReading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A plan file reads nothing outside its folder, and never reaches a network.
@Suite struct PlanConfinementTests {
  /// A server that notices whoever calls.
  private final class Listener {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
      #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
      #else
        let kind = SOCK_STREAM
      #endif
      let opened = socket(AF_INET, kind, 0)
      try #require(opened >= 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isListening = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(opened, pointer, length) == 0 && listen(opened, 8) == 0 && getsockname(opened, pointer, &length) == 0
        }
      }
      descriptor = opened
      port = UInt16(bigEndian: address.sin_port)
      try #require(isListening)
    }

    deinit { close(descriptor) }

    /// Whether anybody has called so far.
    var wasCalled: Bool {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&waiting, 1, 0) > 0
    }
  }

  private final class Folder {
    let inside: URL
    let outside: URL

    init() throws {
      let root = FileManager.default.temporaryDirectory.appendingPathComponent("confined-\(UUID().uuidString)")
      inside = root.appendingPathComponent("plan")
      outside = root.appendingPathComponent("secret")
      for folder in [inside, outside] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let region = SmallRegion()
      for folder in [inside, outside] {
        for layer in ["counties", "townships"] {
          try Data(region.geoJSON(layer).utf8).write(to: folder.appendingPathComponent("\(layer).geojson"))
        }
        for layer in ["facilities", "villages"] {
          try Data(region.csv(layer).utf8).write(to: folder.appendingPathComponent("\(layer).csv"))
        }
      }
    }

    deinit { try? FileManager.default.removeItem(at: inside.deletingLastPathComponent()) }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: inside.appendingPathComponent(name))
    }

    /// What reading a plan with these facilities throws; nil when it is read.
    func problems(facilities: String, profile: String = "xingan", allowOutside: Bool = false) -> [InputProblem]? {
      do {
        let plan = SmallRegion.plan(points: "csv", pointsCRS: nil, shapes: "geojson", shapesCRS: nil)
          .replacing("facilities.csv", with: facilities).replacing("profile: xingan", with: "profile: \(profile)")
        try write(plan, to: "plan.yaml")
        let file = try PlanFile.read(at: inside.appendingPathComponent("plan.yaml"), allowOutside: allowOutside)
        _ = try PolicyLibrary(planFolder: file.folder, allowOutside: file.allowsOutside)
          .profile(file.profilePath ?? file.profile)
        _ = try InputFiles(of: file).read()
        return nil
      } catch let error as InputProblems {
        return error.problems
      } catch {
        Issue.record("\(error)")
        return []
      }
    }
  }

  private static func leadsOut(_ problems: [InputProblem]?) -> Bool {
    problems?.contains { $0.english.contains("leads out of the plan's folder") } == true
  }

  @Test func pathsStayInTheFolderUnlessAllowed() throws {
    let folder = try Folder()
    let outside = folder.outside.appendingPathComponent("facilities.csv").path
    try FileManager.default.createSymbolicLink(
      atPath: folder.inside.appendingPathComponent("link.csv").path, withDestinationPath: outside)
    try FileManager.default.createSymbolicLink(
      atPath: folder.inside.appendingPathComponent("door").path, withDestinationPath: folder.outside.path)
    for path in [
      "../secret/facilities.csv", "x/../../secret/facilities.csv", outside, "link.csv", "door/facilities.csv",
    ] {
      #expect(Self.leadsOut(folder.problems(facilities: path)), "\(path)")
    }
    #expect(folder.problems(facilities: "facilities.csv") == nil)
    #expect(folder.problems(facilities: "link.csv", allowOutside: true) == nil)
    #expect(folder.problems(facilities: outside, allowOutside: true) == nil)
  }

  /// The parts of a Shapefile, which GDAL opens by itself, are no way out either.
  @Test func companionFilesStayInTheFolder() throws {
    let folder = try Folder()
    try folder.write("", to: "clinics.shp")
    for part in ["clinics.dbf", "CLINICS.SHX", "clinics.shp.aux.xml"] {
      let link = folder.inside.appendingPathComponent(part).path
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: folder.outside.appendingPathComponent("facilities.csv").path)
      #expect(Self.leadsOut(folder.problems(facilities: "clinics.shp")), "\(part)")
      try FileManager.default.removeItem(atPath: link)
    }
    #expect(!Self.leadsOut(folder.problems(facilities: "clinics.shp")))
  }

  @Test func profilesStayInTheFolder() throws {
    let folder = try Folder()
    let outside = folder.outside.appendingPathComponent("own.yaml")
    try Data("key: own\nname: {en: Own, zh: 自有}\nextends: xingan\n".utf8).write(to: outside)
    try FileManager.default.createSymbolicLink(
      atPath: folder.inside.appendingPathComponent("link.yaml").path, withDestinationPath: outside.path)
    try folder.write("key: mine\nname: {en: Mine, zh: 我的}\nextends: ../secret/own.yaml\n", to: "mine.yaml")
    try FileManager.default.createDirectory(
      at: folder.inside.appendingPathComponent("profiles"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.inside.appendingPathComponent("profiles/named.yaml").path, withDestinationPath: outside.path)
    for profile in ["../secret/own.yaml", "link.yaml", "mine.yaml", "named"] {
      #expect(Self.leadsOut(folder.problems(facilities: "facilities.csv", profile: profile)), "\(profile)")
    }
  }

  @Test func virtualFileSystemsAreOff() throws {
    let folder = try Folder()
    let listener = try Listener()
    let address = "http://127.0.0.1:\(listener.port)/facilities"
    for allowOutside in [false, true] {
      for ending in ["csv", "gpkg", "shp", "xlsx", "kml", "fgb"] {
        for path in [
          "/vsicurl/\(address).\(ending)", "/vsicurl_streaming/\(address).\(ending)", "\(address).\(ending)",
          "/vsizip//vsicurl/\(address).zip/x.\(ending)", "/vsistdin/x.\(ending)", "vsicurl/\(address).\(ending)",
        ] {
          #expect(folder.problems(facilities: path, allowOutside: allowOutside)?.isEmpty == false, "\(path)")
        }
      }
    }
    #expect(!listener.wasCalled)
  }

  /// Files that point elsewhere, under every name that is read.
  @Test func filesThatPointElsewhereAreNotFollowed() throws {
    let folder = try Folder()
    let listener = try Listener()
    let secret = folder.outside.appendingPathComponent("facilities.csv").path
    let targets = ["/vsicurl/http://127.0.0.1:\(listener.port)/x.geojson", secret]
    for target in targets {
      let pointers = [
        "<OGRVRTDataSource><OGRVRTLayer name=\"facilities\"><SrcDataSource>\(target)</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><NetworkLink><Link><href>\(target.replacing("/vsicurl/", with: ""))</href></Link></NetworkLink></Document></kml>",
        "<OGRWFSDataSource><URL>\(target.replacing("/vsicurl/", with: ""))</URL></OGRWFSDataSource>",
        "!table\n!version 900\n!charset Neutral\n\nOpen Table \"\(target)\" Hide\n\nCreate View facilities As\nSelect * From \"\(target)\"\n",
      ]
      for pointer in pointers {
        for ending in ["gpkg", "shp", "kml", "kmz", "fgb", "xlsx", "ods", "tab", "mif", "dbf", "vrt", "csv", "geojson"]
        {
          try folder.write(pointer, to: "pointer.\(ending)")
          #expect(folder.problems(facilities: "pointer.\(ending)")?.isEmpty == false, "\(ending)")
        }
      }
    }
    #expect(!listener.wasCalled)
  }

  #if GDAL
    /// The same for rasters and roads, which GDAL would take for anything else.
    @Test func rastersAndRoadsThatPointElsewhereAreNotFollowed() throws {
      let folder = try Folder()
      let listener = try Listener()
      let address = "http://127.0.0.1:\(listener.port)/x"
      let pointers = [
        "<VRTDataset rasterXSize=\"2\" rasterYSize=\"2\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>/vsicurl/\(address).tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
        "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>\(address)/${z}/${x}/${y}.png</ServerUrl></Service></GDAL_WMS>",
        "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/vsicurl/\(address).shp</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
      ]
      for (number, pointer) in pointers.enumerated() {
        for ending in ["tif", "vrt", "xml", "shp", "gpkg", "geojson", "json"] {
          let url = folder.inside.appendingPathComponent("pointer-\(number).\(ending)")
          try Data(pointer.utf8).write(to: url)
          #expect(throws: InputProblems.self) { try RasterFile(url.path) }
          #expect(throws: InputProblems.self) { try PopulationRaster(url, file: ending) }
          #expect(throws: InputProblems.self) { try RoadFile(url.path) }
        }
      }
      for path in ["/vsicurl/\(address).tif", "/vsicurl/\(address).shp"] {
        #expect(throws: InputProblems.self) { try RasterFile(path) }
        #expect(throws: InputProblems.self) { try RoadFile(path) }
        #expect(GDALOpening.open(path, .raster, drivers: GDALOpening.rasterDrivers) == nil)
      }
      #expect(!listener.wasCalled)
    }
  #endif

  @Test func aCallWouldHaveBeenNoticed() throws {
    let listener = try Listener()
    let caller = try OutputReader.run([
      "python3", "-c", "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])))",
      "\(listener.port)",
    ])
    guard caller?.code == 0 else { try Test.cancel("python3 is not installed") }
    #expect(listener.wasCalled)
  }
}
