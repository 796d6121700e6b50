import EMSModel
import Testing

@testable import EMSReport

/// Where no place of people is known, every choice is as good as any, which says nothing of the sites.
@Suite struct NobodyToWeighTests {
  private func siting(demand: Int) -> SitingRecord {
    var siting = SitingRecord(
      service: "emergency_sub_centre", serviceName: Phrase("rural emergency sub-centres", "乡村急救分中心"), model: "mclp",
      status: "optimal", chosen: 0, candidates: 2, objective: 0, bound: 0, gap: 0, standard: Phrase("30 km", "30公里"),
      populationDemand: nil, populationBefore: nil, populationAfter: nil, settlementsDemand: demand,
      settlementsBefore: demand, settlementsAfter: demand, citations: [])
    siting.freeChoices = 1
    return siting
  }

  @Test func nothingIsProvenOfNobody() throws {
    let nobody = siting(demand: 0)
    #expect(!nobody.isProven && nobody.proofInWords == SitingRecord.nobodyToWeigh)
    #expect(nobody.proof.english.contains("nothing was weighed") && nobody.proof.chinese.contains("未经比选"))
    let told = try #require(nobody.freeChoiceText)
    #expect(told.english.hasPrefix("1 rural emergency sub-centre is asked for and cannot be weighed"))
    #expect(told.chinese.hasPrefix("要求的1个乡村急救分中心无从比选"))
  }

  @Test func whoIsReachedAlreadyNeedsNoSite() throws {
    let some = siting(demand: 5)
    #expect(some.isProven)
    let told = try #require(some.freeChoiceText)
    #expect(told.english.hasPrefix("1 rural emergency sub-centre is asked for and 0 are worth building: the other one"))
    #expect(told.chinese.hasPrefix("要求1个乡村急救分中心，值得建设0个"))
  }
}
