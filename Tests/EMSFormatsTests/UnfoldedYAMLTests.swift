import EMSModel
import Testing

@testable import EMSFormats

/// Ten lines of aliases may not cost minutes.
@Suite struct UnfoldedYAMLTests {
  /// Lists of lists of aliases, `depth` deep and ten wide.
  private func tree(_ depth: Int, end: String) -> String {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...depth {
      let alias = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    return text + end
  }

  @Test func valuesAreCountedAsOftenAsAnAliasWritesThemOut() {
    // Ten to the fifth at the deepest, and all of them above it once more.
    #expect(UnfoldedYAML.problem(in: tree(4, end: "b: 1")) == nil)
    #expect(UnfoldedYAML.problem(in: tree(6, end: "b: 1")) == .tooManyValues(line: 7))
    #expect(UnfoldedYAML.problem(in: tree(60, end: "b: 1")) == .tooManyValues(line: 7))
  }

  @Test(arguments: ["? *a2\n: 1", "? [x]\n: 1", "{*a2 : 1}", "? {a: 1}\n: 1", "[a, b]: 1"])
  func aKeyIsAWord(_ end: String) {
    let text = "a1: &a1 [x]\na2: &a2 {k: *a1}\nc:\n  " + end.replacing("\n", with: "\n  ")
    #expect(UnfoldedYAML.problem(in: text) == .keyThatIsNoWord(line: 4))
    var problems: [InputProblem] = []
    #expect(YAMLSchema.compose(text, file: "plan.yaml", problems: &problems) == nil)
    #expect(problems.count == 1 && problems[0].english.contains("where a key belongs"))
  }

  @Test(arguments: [
    "base: &b {x: 1}\nown: *b\nlist: [*b, *b]", "&k name: 1\n*k : 2", "a: [1, {b: c}]\nd: |\n  text", "", "a: [",
  ])
  func whatAPersonWritesIsNoProblem(_ text: String) { #expect(UnfoldedYAML.problem(in: text) == nil) }
}
