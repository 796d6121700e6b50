import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

/// What is no ordinary file is refused at once and in words.
struct InputFileTests {
  @Test(.timeLimit(.minutes(1))) func aPipeIsRefusedInsteadOfWaitedFor() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.url.appendingPathComponent("v.csv")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    for read in [{ _ = try InputFile.read(pipe, as: "v.csv") }, { try InputFile.check(pipe, as: "v.csv") }] {
      let error = #expect(throws: InputProblems.self) { try read() }
      #expect(error?.problems.first?.english == "this is a pipe or a device, not a file")
      #expect(error?.onlyMissingFiles == false)
    }
  }

  /// Libraries open the files beside a layer by themselves.
  @Test(.timeLimit(.minutes(1)), arguments: ["v.shx", "v.dbf", "v.shp-journal"])
  func aPipeBesideALayerIsRefused(name: String) throws {
    let folder = try TemporaryFolder()
    let layer = try folder.write("x", to: "v.shp")
    try FileParts(layer, file: "v.shp").requireFilesBeside()
    try #require(mkfifo(folder.url.appendingPathComponent(name).path, 0o600) == 0)
    let error = #expect(throws: InputProblems.self) { try FileParts(layer, file: "v.shp").requireFilesBeside() }
    #expect(error?.problems.first?.value == name)
  }

  @Test func foldersAndEmptyAndMissingFilesAreToldApart() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.csv")
    for (name, words, isMissing) in [
      ("", "this is a folder", false), ("empty.csv", "the file is empty", false), ("none.csv", "no such file", true),
      ("empty.csv/x.csv", "no such file", true),
    ] {
      let url = folder.url.appendingPathComponent(name)
      let error = #expect(throws: InputProblems.self) { try InputFile.read(url, as: name) }
      #expect(error?.problems.first?.english.contains(words) == true)
      #expect(error?.onlyMissingFiles == isMissing)
    }
    #expect(try InputFile.read(folder.write("abc", to: "v.csv"), as: "v.csv") == Data("abc".utf8))
  }
}
