import Foundation
import Testing

@testable import EMSPlan

/// Opens the page in headless Chromium; skipped where it or Leaflet is not installed.
@Suite struct ReportInBrowserTests {
  private struct Visit {
    var page: String
    /// What the page wrote to the console: errors, and whatever its policy kept it from asking for.
    var console: [Substring]
  }

  /// nil where there is no browser.
  private func visit(_ page: [UInt8], in scratch: borrowing ScratchFolder) throws -> Visit? {
    let path = "\(scratch.path)/report.html"
    try Data(page).write(to: URL(fileURLWithPath: path))
    let log = "\(scratch.path)/log"
    let script = """
      command -v chromium >/dev/null || exit 127
      exec chromium --headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --user-data-dir="$1/profile" --enable-logging=stderr --virtual-time-budget=4000 --dump-dom "file://$2" 2>"$3"
      """
    let result = try OutputReader.run(["sh", "-c", script, "sh", scratch.path, path, log])
    guard let result else { return nil }
    let messages = scratch.text("log") ?? ""
    return Visit(page: result.output, console: messages.split(separator: "\n").filter { $0.contains("CONSOLE") })
  }

  @Test(.timeLimit(.minutes(5))) func thePageOpensWithoutErrorOrRequest() throws {
    let scratch = try ScratchFolder()
    guard let leaflet = Leaflet.installed() else { return print("skipped: libjs-leaflet is not installed") }
    let bytes = ReportPage(try SampleReport.make(), leaflet: leaflet).bytes()
    guard let visit = try visit(bytes, in: scratch) else { return print("skipped: chromium is not installed") }
    #expect(visit.console == [])
    #expect(visit.page.contains("class=\"has-map\""))
    #expect(visit.page.contains("leaflet-interactive"))

    // The same page with a picture from the network in it: the check above would have seen it.
    let spoiled = String(decoding: bytes, as: UTF8.self)
      .replacing("<body>", with: "<body><img src=\"http://192.0.2.1/x.png\" alt=\"\">")
    let second = try self.visit(Array(spoiled.utf8), in: scratch)
    #expect(second?.console.isEmpty == false)
  }

  @Test(.timeLimit(.minutes(5))) func thePlainPageOpensWithoutError() throws {
    let scratch = try ScratchFolder()
    let bytes = ReportPage(try SampleReport.make(language: .chinese), leaflet: nil).bytes()
    guard let visit = try visit(bytes, in: scratch) else { return print("skipped: chromium is not installed") }
    #expect(visit.console == [])
    #expect(visit.page.contains("<html lang=\"zh\">"))
  }
}
