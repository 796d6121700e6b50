import Foundation
import TestSupport
import Testing

@testable import EMSFormats

@Suite struct OutputFolderTests {
  private let own: OutputNames = ["a.txt", "b.txt"]

  @Test func aFolderAppearsOnlyWhenItIsCommitted() throws {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder("\(scratch.path)/deep/out", overwrite: false, ownNames: own)
    try folder.write(Array("one".utf8), to: "a.txt")
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/deep/out"))
    #expect(try folder.commit() == [])
    #expect(scratch.text("deep/out/a.txt") == "one")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/deep") == ["out"])
  }

  @Test func anAbandonedFolderLeavesNothing() throws {
    let scratch = try ScratchFolder()
    do {
      let folder = try OutputFolder("\(scratch.path)/deep/out", overwrite: false, ownNames: own)
      try folder.write(Array("one".utf8), to: "a.txt")
      #expect(scratch.contents == ["deep"])
    }
    #expect(scratch.contents == [])
  }

  @Test func aFolderThatAppearsDuringTheRunIsNotReplaced() throws {
    let scratch = try ScratchFolder()
    let place = "\(scratch.path)/out"
    let folder = try OutputFolder(place, overwrite: false, ownNames: own)
    try folder.write(Array("one".utf8), to: "a.txt")
    // Even an empty one: a plain rename would take its place.
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    #expect(throws: OutputError(path: place, reason: .exists)) { try folder.commit() }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(place)/a.txt"))
    #expect(throws: OutputError(path: place, reason: .exists)) { try folder.commit() }
    #expect(scratch.text("out/a.txt") == "mine")
    folder.discard()
    #expect(scratch.contents == ["out"])
  }

  @Test func ofTwoRunsIntoOneNewFolderTheFirstStays() throws {
    let scratch = try ScratchFolder()
    let place = "\(scratch.path)/out"
    let folders = try (1...2).map { number in
      let folder = try OutputFolder(place, overwrite: false, ownNames: own)
      try folder.write(Array("\(number)".utf8), to: "a.txt")
      return folder
    }
    #expect(try folders[0].commit() == [])
    #expect(throws: OutputError(path: place, reason: .exists)) { try folders[1].commit() }
    #expect(scratch.text("out/a.txt") == "1")
  }

  @Test func aFileThatAppearsDuringTheRunIsNotReplaced() throws {
    let scratch = try ScratchFolder()
    let place = "\(scratch.path)/a.txt"
    let file = try OutputFile(place, overwrite: false)
    try file.append(Array("one".utf8))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: place))
    #expect(throws: OutputError(path: place, reason: .exists)) { try file.commit() }
    #expect(scratch.text("a.txt") == "mine")
  }

  /// The number of a process that has ended.
  private func endedProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func leftoversOfKilledRunsGoWithTheNextRun() throws {
    let scratch = try ScratchFolder()
    let files = FileManager.default
    let dead = try endedProcess()
    let left = ".out.unfinished-\(dead)-1"
    let withMine = ".out.unfinished-\(dead)-2"
    let others = [".out.unfinished-\(ProcessInfo.processInfo.processIdentifier)-3", ".other.unfinished-\(dead)-4"]
    for name in [left, withMine] + others {
      try files.createDirectory(atPath: "\(scratch.path)/\(name)", withIntermediateDirectories: false)
      for own in ["a.txt", "b.txt-journal"] {
        try Data().write(to: URL(fileURLWithPath: "\(scratch.path)/\(name)/\(own)"))
      }
    }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/\(withMine)/letter.txt"))
    _ = try OutputFolder("\(scratch.path)/out", overwrite: false, ownNames: own).commit()
    #expect(scratch.contents == (others + [withMine, "out"]).sorted())
    #expect(scratch.text("\(withMine)/letter.txt") == "mine")
  }

  @Test func whatARunWorksOnIsNoLeftover() throws {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder("\(scratch.path)/out", overwrite: false, ownNames: own)
    // As if another machine's process had the number of one that has ended here.
    let name = try #require(scratch.contents.first)
    let other = ".out.unfinished-\(try endedProcess())-1"
    #expect(rename("\(scratch.path)/\(name)", "\(scratch.path)/\(other)") == 0)
    #expect(LeftoverOutput.all(in: scratch.path) == [])
    #expect(rename("\(scratch.path)/\(other)", "\(scratch.path)/\(name)") == 0)
    #expect(try folder.commit() == [])
  }

  @Test func anExistingFolderIsRefused() throws {
    let scratch = try ScratchFolder()
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(scratch.path + "/", overwrite: false, ownNames: own)
    }
    #expect(error == OutputError(path: scratch.path + "/", reason: .exists))
    #expect(error?.remedy.english.contains("--overwrite") == true)
  }

  @Test func aFileInTheWayIsRefusedEvenToOverwrite() throws {
    let scratch = try ScratchFolder()
    try Data().write(to: URL(fileURLWithPath: "\(scratch.path)/out"))
    for place in ["out", "out/deeper"] {
      let error = #expect(throws: OutputError.self) {
        try OutputFolder("\(scratch.path)/\(place)", overwrite: true, ownNames: own)
      }
      #expect(error?.reason == .notAFolder)
    }
  }

  @Test func overwritingReplacesOurFilesAndKeepsForeignOnes() throws {
    let scratch = try ScratchFolder()
    let out = "\(scratch.path)/out"
    let first = try OutputFolder(out, overwrite: false, ownNames: own)
    try first.write(Array("old".utf8), to: "a.txt")
    try first.write(Array("old".utf8), to: "b.txt")
    _ = try first.commit()
    try FileManager.default.createDirectory(atPath: "\(out)/notes", withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(out)/notes/minutes.txt"))

    let second = try OutputFolder(out, overwrite: true, ownNames: own)
    try second.write(Array("new".utf8), to: "a.txt")
    #expect(scratch.text("out/a.txt") == "old")
    #expect(try second.commit() == ["notes"])
    #expect(scratch.text("out/a.txt") == "new")
    #expect(scratch.text("out/b.txt") == nil)
    #expect(scratch.text("out/notes/minutes.txt") == "mine")
    #expect(scratch.contents == ["out"])
  }

  @Test func aLinkToAFolderIsFollowed() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: "\(scratch.path)/real", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/link", withDestinationPath: "\(scratch.path)/real")
    let folder = try OutputFolder("\(scratch.path)/link", overwrite: true, ownNames: own)
    try folder.write(Array("one".utf8), to: "a.txt")
    _ = try folder.commit()
    #expect(scratch.text("real/a.txt") == "one")
    #expect(scratch.contents == ["link", "real"])
  }

  /// A disk of 64 KiB; skipped where the system allows no such disk to be mounted.
  @Test func aFullDiskLeavesNothingAndSaysSo() throws {
    let scratch = try ScratchFolder()
    guard run("/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", scratch.path]) else {
      try Test.cancel("no small disk can be mounted here")
    }
    defer { _ = run("/bin/umount", [scratch.path]) }
    do {
      let folder = try OutputFolder("\(scratch.path)/out", overwrite: false, ownNames: own)
      let error = #expect(throws: OutputError.self) {
        try folder.write([UInt8](repeating: 65, count: 1 << 20), to: "a.txt")
      }
      #expect(error == OutputError(path: "\(scratch.path)/out/a.txt", reason: .diskFull))
    }
    #expect(scratch.contents == [])
    let error = #expect(throws: OutputError.self) {
      try OutputFile.write([UInt8](repeating: 65, count: 1 << 20), to: "\(scratch.path)/a.txt", overwrite: false)
    }
    #expect(error?.reason == .diskFull)
    #expect(scratch.contents == [])
  }

  @Test func aReadOnlyDiskIsNamed() throws {
    let scratch = try ScratchFolder()
    guard run("/bin/mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", scratch.path]) else {
      try Test.cancel("no read-only disk can be mounted here")
    }
    defer { _ = run("/bin/umount", [scratch.path]) }
    for place in ["out", "deep/out"] {
      let error = #expect(throws: OutputError.self) {
        try OutputFolder("\(scratch.path)/\(place)", overwrite: false, ownNames: own)
      }
      #expect(error == OutputError(path: "\(scratch.path)/\(place)", reason: .readOnlyDisk))
    }
  }

  private func run(_ tool: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

@Suite struct OutputFileTests {
  @Test func aFileAppearsWholeOrNotAtAll() throws {
    let scratch = try ScratchFolder()
    let name = "\(scratch.path)/deep/a.txt"
    do {
      let file = try OutputFile(name, overwrite: false)
      try file.append(Array("half".utf8))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/deep") == [])
    let file = try OutputFile(name, overwrite: false)
    try file.append(Array("one ".utf8))
    try file.append(Array("two".utf8))
    #expect(!FileManager.default.fileExists(atPath: name))
    try file.commit()
    #expect(scratch.text("deep/a.txt") == "one two")
  }

  @Test func anExistingFileIsReplacedOnlyOnRequest() throws {
    let scratch = try ScratchFolder()
    let name = "\(scratch.path)/a.txt"
    try OutputFile.write(Array("one".utf8), to: name, overwrite: false)
    let error = #expect(throws: OutputError.self) {
      try OutputFile.write(Array("two".utf8), to: name, overwrite: false)
    }
    #expect(error?.reason == .exists)
    #expect(scratch.text("a.txt") == "one")
    try OutputFile.write(Array("two".utf8), to: name, overwrite: true)
    #expect(scratch.text("a.txt") == "two")
    #expect(scratch.contents == ["a.txt"])
  }

  @Test func aFolderInTheWayIsRefused() throws {
    let scratch = try ScratchFolder()
    let error = #expect(throws: OutputError.self) { try OutputFile(scratch.path, overwrite: true) }
    #expect(error?.reason == .notAFile)
  }

  @Test func aDeviceIsWrittenAndNotReplaced() throws {
    let error = #expect(throws: OutputError.self) {
      try OutputFile.write([1], to: "/dev/full", overwrite: true)
    }
    #expect(error == OutputError(path: "/dev/full", reason: .diskFull))
    try OutputFile.write([1], to: "/dev/null", overwrite: false)
    var information = stat()
    #expect(stat("/dev/null", &information) == 0 && information.st_mode & S_IFMT == S_IFCHR)
  }
}
