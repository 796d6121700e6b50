import Testing

/// Files are opened through GDAL in one place, which names the drivers: with all of them a file may lead anywhere.
@Suite struct OpeningTests {
  @Test func gdalOpensFilesInOnePlace() {
    let files = SourceTree.swiftFiles(in: "Sources").filter {
      SourceTree.identifiers(of: $0.text).contains("GDALOpenEx")
    }
    #expect(files.map(\.path) == ["Sources/EMSFormats/GDAL/GDALOpening.swift"])
    for other in ["GDALOpen", "OGROpen", "GDALOpenShared", "VSIFOpenL"] {
      #expect(!SourceTree.swiftFiles(in: "Sources").contains { SourceTree.identifiers(of: $0.text).contains(other) })
    }
  }
}
