import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSReport

/// How sure a choice is stands alike in sentences, tables and on the screen.
@Suite struct ProofWordsTests {
  private static func siting() throws -> SitingRecord { try #require(SampleReport.make().sitings.first) }

  @Test func aFirstAimThatIsProvenSaysNothingOfTheSecond() throws {
    var siting = try Self.siting()
    #expect(siting.proofInWords == Phrase("proven: no other choice does better", "已证明没有更优的选择"))
    let saved = TimeSaved(heads: 100, personSeconds: 60_000)
    siting.journey = JourneyAnswer(
      care: Phrase("an ambulance", "急救站点"), saved: saved, bound: 60_240, isOptimal: false)
    #expect(!siting.isProven)
    #expect(
      siting.proofInWords
        == Phrase(
          "proven for the people; no other such choice can save more time by more than 0.40 %",
          "覆盖已证明最优，就医时间任何其他选择至多优0.40%"))
    siting.journey?.bound = nil
    #expect(siting.proofInWords.english == "proven for the people; without proof for the journeys")
  }

  @Test func whatIsNamedOrDecidedIsNotCalledBestOfAll() throws {
    var siting = try Self.siting()
    siting.namedBy = Phrase("named by the document", "由文件点名")
    #expect(
      siting.proofInWords == Phrase("named by the document; nothing was weighed against it", "由文件点名，未经比选"))
    #expect(siting.proof.english.contains("named by the document") && !siting.proof.english.contains("optimal"))
    #expect(siting.proof.chinese.contains("模型：最大覆盖（MCLP）"))
  }
}
