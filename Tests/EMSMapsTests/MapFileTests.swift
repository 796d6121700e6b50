#if Paper
  import Foundation
  import GeoKit
  import TestSupport
  import Testing

  @testable import EMSMaps

  @Suite struct MapFileTests {
    private let sheet: MapSheet = {
      let corners = [(119.0, 44.0), (124, 44), (124, 48), (119, 48), (119, 44)].map {
        Coordinate(longitude: $0.0, latitude: $0.1)
      }
      let ground = MultiPolygon([Polygon(shell: Ring(corners))])
      let places = (0..<20).map { Coordinate(longitude: 119.5 + Double($0) * 0.2, latitude: 44.5 + Double($0) * 0.15) }
      let marks = MapMark.allCases.enumerated().map { index, mark in
        MapSheet.Layer(MapStyle(fill: MapInk("#0072B2"), mark: mark), [.place(places[index])])
      }
      return MapSheet(
        title: "Region 地区 <&>", extent: corners,
        layers: [MapSheet.Layer(MapStyle(line: MapInk("#333333")), [.area(ground), .line(places)])] + marks,
        labels: places.enumerated().map {
          MapSheet.Label("好力保乡\($0)", at: $1, priority: 1, size: 8, distance: 5)
        },
        legend: [
          .init(.heading, MapStyle(), "Legend"), .init(.area, MapStyle(), "area"), .init(.line, MapStyle(), "line"),
          .init(.place, MapStyle(), "place"),
        ],
        margin: ["Sources: none."],
        words: MapWords(
          legend: "图例", north: "北", kilometres: "公里", projection: "投影", namesLeftOut: { "\($0)个地名未注记" }))
    }()

    private func hasFonts() -> Bool { MapFile.textWithoutFont(in: [sheet]) == nil }

    @Test func aMissingFontIsNoticedBeforeDrawing() {
      var strange = sheet
      // A character that Unicode will never give out.
      strange.title = "\u{10FFFF}"
      #expect(MapFile.textWithoutFont(in: [strange]) == "\u{10FFFF}")
    }

    @Test func thePDFHasItsFontsAndNoDate() throws {
      guard hasFonts() else { try Test.cancel("no font has Chinese characters here") }
      let bytes = try MapFile.pdf([sheet, sheet])
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("%PDF-1.5"))
      #expect(!text.contains("/CreationDate") && !text.contains("/ModDate"))
      #expect(try MapFile.pdf([sheet, sheet]) == bytes)
      let scratch = try ScratchFolder()
      let path = "\(scratch.path)/maps.pdf"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      guard let info = try OutputReader.run(["pdfinfo", path]), let fonts = try OutputReader.run(["pdffonts", path]),
        let read = try OutputReader.run(["pdftotext", "-layout", path, "-"])
      else { try Test.cancel("poppler's pdfinfo, pdffonts and pdftotext are not installed") }
      #expect(info.output.contains("Pages:           2") && info.output.contains("(A3)"))
      let lines = fonts.output.split(separator: "\n").dropFirst(2)
      #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("yes yes") }, "\(fonts.output)")
      #expect(read.output.contains("好力保乡3") && read.output.contains("Region 地区 <&>"))
    }

    @Test func theSVGIsTheSameEachTimeAndWellFormed() throws {
      let bytes = try MapFile.svg(sheet)
      // Another drawing in between, for the library numbers them.
      _ = try MapFile.pdf([sheet])
      #expect(try MapFile.svg(sheet) == bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains(/\d\.\d\d[^\d]/) && !text.contains(/\.\d{3}/) && !text.contains(/surface\d/))
      let scratch = try ScratchFolder()
      try Data(bytes).write(to: URL(fileURLWithPath: "\(scratch.path)/map.svg"))
      let parser = try OutputReader.run([
        "python3", "-c", "import sys,xml.dom.minidom as m; m.parse(sys.argv[1])", "\(scratch.path)/map.svg",
      ])
      guard let parser else { try Test.cancel("python3 is not installed") }
      #expect(parser.code == 0, "\(parser.output)")
    }

    /// A figure is as broad as a sheet and not higher than its ground, and has no title of its own.
    @Test func aFigureIsCutToItsGround() throws {
      let flat = (0..<5).map { Coordinate(longitude: 119 + Double($0), latitude: 44 + Double($0 % 2)) }
      let tall = (0..<5).map { Coordinate(longitude: 119 + Double($0 % 2), latitude: 44 + Double($0)) }
      let heights = try [flat, tall].map { extent -> Int in
        var figure = sheet
        figure.extent = extent
        let bytes = try MapFile.figure(figure, dotsPerInch: 72)
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
        #expect(number(16) == 841)
        return number(20)
      }
      #expect(heights[0] < heights[1] && heights[1] < 700)
    }

    @Test func thePixelsAreThoseOfA3At300DotsPerInch() throws {
      let bytes = try MapFile.png(sheet, dotsPerInch: 300)
      func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect([number(16), number(20)].sorted() == [3507, 4960])
      // 300 dots an inch are 11,811 a metre, so that it prints as A3 wherever it is put.
      #expect(String(decoding: bytes[37..<41], as: UTF8.self) == "pHYs")
      let chunk: [Int] = [number(33), number(41), number(45), Int(bytes[49])]
      #expect(chunk == [9, 11811, 11811, 1])
      // The sum of the chunk, worked out by another program (zlib.crc32 of Python).
      #expect(number(50) == 0x78A5_3F76)
    }
  }
#endif
