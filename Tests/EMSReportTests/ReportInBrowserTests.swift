import Foundation
import TestSupport
import Testing

@testable import EMSReport

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
    guard let leaflet = Leaflet.installed() else { try Test.cancel("libjs-leaflet is not installed") }
    let bytes = ReportPage(try SampleReport.make(), leaflet: leaflet).bytes()
    guard let visit = try visit(bytes, in: scratch) else { try Test.cancel("chromium is not installed") }
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
    guard let visit = try visit(bytes, in: scratch) else { try Test.cancel("chromium is not installed") }
    #expect(visit.console == [])
    #expect(visit.page.contains("<html lang=\"zh\">"))
  }

  /// Every layer off and on, every column sorted both ways, both languages: nothing breaks, and each does what it says.
  @Test(.timeLimit(.minutes(5))) func whatCanBeClickedWorks() throws {
    let scratch = try ScratchFolder()
    guard let leaflet = Leaflet.installed() else { try Test.cancel("libjs-leaflet is not installed") }
    let probe = #"""
      <script>
      (function () {
        var faults = [], count = 0;
        function expect(ok, what) { count += 1; if (!ok) faults.push(what); }
        function shapes() { return document.querySelectorAll("#map .leaflet-interactive").length; }
        document.querySelectorAll(".layers input").forEach(function (box) { if (box.checked) box.click(); });
        expect(shapes() === 0, "layers stay when all are off");
        document.querySelectorAll(".layers input").forEach(function (box) {
          box.click();
          expect(shapes() > 0, "layer " + box.value + " shows nothing");
          var shape = document.querySelector("#map .leaflet-interactive");
          shape.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          expect(document.querySelector(".leaflet-popup .pop"), "layer " + box.value + " does not say why");
          document.querySelectorAll(".leaflet-popup-close-button").forEach(function (part) { part.click(); });
          box.click();
        });
        document.querySelectorAll("table.sortable").forEach(function (table, number) {
          table.querySelectorAll("th").forEach(function (head, column) {
            ["ascending", "descending"].forEach(function (order) {
              head.querySelector("[role=button]").click();
              expect(head.getAttribute("aria-sort") === order, "table " + number + " " + order);
              var values = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
                return row.cells[column].dataset.v;
              }).filter(function (value) { return value !== undefined; }).map(Number);
              expect(values.every(function (value, index) {
                return index === 0 || (order === "ascending" ? values[index - 1] <= value : values[index - 1] >= value);
              }), "table " + number + " column " + column + " " + order);
            });
          });
        });
        function cards() {
          return Array.prototype.filter.call(document.querySelectorAll(".card"), function (card) { return !card.hidden; });
        }
        var find = document.getElementById("find"), town = document.querySelectorAll(".card")[2].dataset.town;
        expect(cards().length === 0, "a card is shown unasked");
        find.value = town;
        find.dispatchEvent(new Event("input"));
        expect(cards().length === 1 && cards()[0].dataset.town === town, "card of " + town);
        find.value = "";
        find.dispatchEvent(new Event("input"));
        expect(cards().length === 0, "the card stays");
        function box(id) { return document.querySelector(".layers input[value='" + id + "']").checked; }
        function slide(step) {
          var when = document.getElementById("when");
          when.value = step;
          when.dispatchEvent(new Event("input"));
          var shown = Array.prototype.filter.call(document.querySelectorAll(".when [data-step]"), function (word) { return !word.hidden; });
          expect(shown.length === 1 && shown[0].textContent.indexOf(when.getAttribute("aria-valuetext")) >= 0, "words of step " + step);
        }
        slide(2);
        expect(!box("band-0") && box("after-band-0") && box("recommended-0"), "with the plan");
        slide(0);
        expect(box("band-0") && !box("after-band-0") && !box("recommended-0"), "today");
        document.querySelectorAll(".layers input").forEach(function (box) { if (box.checked) box.click(); });
        document.querySelector(".layers input[value=villages]").click();
        // What was switched on last is drawn last; the ground below it can be clicked, too.
        var shapes = document.querySelectorAll("#map .leaflet-interactive");
        shapes[shapes.length - 1].dispatchEvent(new MouseEvent("click", { bubbles: true }));
        // Popups that are fading away come before the newest.
        var pops = document.querySelectorAll(".leaflet-popup .pop"), pop = pops[pops.length - 1];
        expect(pop && pop.textContent.indexOf("12.3 km5.0 min") > 0 && pop.textContent.indexOf("(proposed)14.3 km7.0 min") > 0,
          "the nearest stations: " + (pop && pop.textContent));
        var before = document.documentElement.lang;
        document.getElementById("language").click();
        expect(document.documentElement.lang !== before, "language");
        Array.prototype.forEach.call(document.querySelectorAll("nav a"), function (link) {
          expect(document.querySelector(link.getAttribute("href")), "link " + link.getAttribute("href"));
        });
        var result = document.createElement("pre");
        result.textContent = "checks " + count + " faults " + JSON.stringify(faults);
        document.body.appendChild(result);
      })();
      </script>
      """#
    // The page's policy would keep the probe from running.
    let page = String(decoding: ReportPage(try SampleReport.make(), leaflet: leaflet).bytes(), as: UTF8.self)
      .replacing(try Regex("<meta http-equiv=\"Content-Security-Policy\"[^>]*>"), with: "")
      .replacing("</body>", with: probe + "</body>")
    guard let visit = try visit(Array(page.utf8), in: scratch) else {
      try Test.cancel("chromium is not installed")
    }
    #expect(visit.console == [])
    let text = try #require(visit.page.range(of: #"<pre>checks [0-9]+ faults .*</pre>"#, options: .regularExpression))
    #expect(visit.page[text].hasSuffix("faults []</pre>"), "\(visit.page[text])")
  }
}
