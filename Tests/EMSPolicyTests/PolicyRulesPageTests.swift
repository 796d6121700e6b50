import Foundation
import TestSupport
import Testing

@testable import EMSPolicy

@Suite struct PolicyRulesPageTests {
  @Test func thePageOfTheDocumentationIsCurrent() throws {
    let library = PolicyLibrary(environment: [:])
    let page = PolicyRulesPage.markdown(profiles: try library.keys.map { try library.profile($0) })
    let file = Checkout.root.appendingPathComponent("Documentation/PolicyRules.md")
    if ProcessInfo.processInfo.environment["EMSPLAN_UPDATE_GENERATED"] != nil {
      try Data(page.utf8).write(to: file)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == page,
      "run EMSPLAN_UPDATE_GENERATED=1 swift test --filter PolicyRulesPageTests")
    for rule in PolicyRules.all { #expect(page.contains("`\(rule.key)`")) }
  }
}
