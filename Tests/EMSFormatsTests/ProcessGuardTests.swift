import Foundation
import Testing

@testable import EMSFormats

/// What becomes of a process whose libraries crash, or want what no file may make them do.
@Suite struct ProcessGuardTests {
  /// What a library that has lost its way does: the system's answer to a bad address, or its own end.
  private static func crash(by signal: Int32) {
    ProcessGuard.sayCrashes(to: STDERR_FILENO, status: 65) { "error: \($0.text(in: .english))\n" }
    ProcessGuard.reading("outer.gpkg") {
      ProcessGuard.reading("乡镇.shp") {
        ProcessGuard.reading("inner.kml") {}
        // The tests may have blocked the signal, which only an end of its own unblocks.
        if signal == SIGABRT { abort() } else { _ = raise(signal) }
      }
    }
  }

  @Test func aCrashOverAFileIsBadDataAndNamesTheFile() async throws {
    let crashed = try #require(
      await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
        Self.crash(by: SIGSEGV)
      })
    let said = String(decoding: crashed.standardErrorContent, as: UTF8.self)
    #expect(said.contains("error: 乡镇.shp: the library that reads it crashed"))
    #expect(!said.contains("outer.gpkg") && !said.contains("inner.kml"))
    await #expect(processExitsWith: .exitCode(65)) { Self.crash(by: SIGBUS) }
    await #expect(processExitsWith: .exitCode(65)) { Self.crash(by: SIGABRT) }
  }

  /// A crash that is none of a file's says nothing of one, and ends the process as ever.
  @Test func aCrashElsewhereStaysACrash() async {
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      ProcessGuard.sayCrashes(to: STDERR_FILENO, status: 65) { $0.text(in: .english) }
      ProcessGuard.reading("read.gpkg") {}
      _ = raise(SIGSEGV)
      // The handler hands the signal back, and it comes again.
      _ = raise(SIGSEGV)
    }
  }

  #if os(Linux)
    @Test func noSocketAndNoOtherProgram() async {
      await #expect(processExitsWith: .success) {
        guard ProcessGuard.confine() else { exit(1) }
        guard socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) == -1, errno == EPERM else { exit(2) }
        // On threads that are begun later, too.
        let thread = Thread {
          exit(
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) == -1
              && (try? Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])) == nil ? 0 : 3)
        }
        thread.start()
        sleep(10)
        exit(4)
      }
    }

    /// What a library may do to files is what the command may, on threads that are begun later, too.
    @Test(.enabled("the kernel has no Landlock of version 2") { ProcessGuard.landlockVersion ?? 0 >= 2 })
    func nothingIsWrittenOutsideTheOutputs() async {
      await #expect(processExitsWith: .success) {
        let files = FileManager.default
        // Not below the folder for temporary files, which stays open: in the folder of the tests.
        let root = files.currentDirectoryPath + "/.build/write-only-\(getpid())"
        let mine = root + "/mine/not/yet/there"
        guard (try? files.createDirectory(atPath: root + "/mine", withIntermediateDirectories: true)) != nil,
          files.createFile(atPath: root + "/theirs.csv", contents: Data("1".utf8))
        else { exit(1) }
        setenv("TMPDIR", root + "/mine", 1)
        guard ProcessGuard.writeOnly(to: [mine]) else { exit(2) }
        let thread = Thread {
          let wrong = [
            files.createFile(atPath: root + "/new.csv", contents: Data()),
            (try? Data("2".utf8).write(to: URL(fileURLWithPath: root + "/theirs.csv"))) != nil,
            unlink(root + "/theirs.csv") == 0,
            rename(root + "/theirs.csv", root + "/mine/theirs.csv") == 0,
            mkdir(root + "/folder", 0o777) == 0,
            symlink("mine", root + "/link") == 0,
            // Before version 3 the kernel leaves this open.
            ProcessGuard.landlockVersion ?? 0 >= 3 && truncate(root + "/theirs.csv", 0) == 0,
          ]
          let right = [
            (try? files.createDirectory(atPath: mine, withIntermediateDirectories: true)) != nil,
            files.createFile(atPath: mine + "/own.csv", contents: Data("3".utf8)),
            rename(mine + "/own.csv", root + "/mine/own.csv") == 0,
            files.contents(atPath: root + "/theirs.csv") == Data("1".utf8),
            open("/dev/null", O_WRONLY) >= 0,
          ]
          exit(wrong.contains(true) ? 3 : right.contains(false) ? 4 : 0)
        }
        thread.start()
        sleep(10)
        exit(5)
      }
    }
  #endif
}
