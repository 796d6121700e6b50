import Foundation
import TestSupport
import Testing

/// What the README shows of the demo is what the tool prints.
struct ReadmeTests {
  /// The lines without the seconds that the run took, the number of files, and the folder they were written into.
  private static func lines(_ text: String) -> [String] {
    text.split { $0.isNewline }.map(String.init).filter { !$0.hasPrefix("  wrote") }
  }

  #if Paper
    @Test func theDemoPrintsWhatItShows() throws {
      let readme = try String(contentsOf: Checkout.root.appendingPathComponent("README.md"), encoding: .utf8)
      let start = try #require(readme.range(of: "Xing'an League · profile xingan"))
      let end = try #require(readme.range(of: "```", range: start.upperBound..<readme.endIndex))
      let folder = try TemporaryFolder()
      let plan = Checkout.root.appendingPathComponent("GeoData/xingan/plan.yaml").path
      let run = try ToolRun(["plan", plan, "-o", "out", "--language", "en"], in: folder.url)
      #expect(run.code == 0, "\(run.err)")
      let shown = Self.lines(String(readme[start.lowerBound..<end.lowerBound]))
      let printed = Self.lines(run.out)
      for (shown, printed) in zip(shown, printed) { #expect(shown == printed) }
      #expect(shown.count == printed.count)
      #expect(shown.count > 15)
    }
  #endif
}
