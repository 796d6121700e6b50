import EMSModel

/// What a list of facilities is called: one that is assumed or derived stands nowhere today.
struct FacilitiesTitle {
  let title: Phrase
  /// How many are no facilities of today; empty where all are.
  let remark: Phrase

  /// - Parameter today: the title where every facility is one of today.
  init(of facilities: [Facility], today: Phrase = Phrase("Facilities today", "现状机构")) {
    let (assumed, derived) = (facilities.count { $0.origin == .assumed }, facilities.count { $0.origin == .derived })
    guard assumed + derived > 0 else {
      (title, remark) = (today, Phrase("", ""))
      return
    }
    title = Phrase("Facilities", "机构")
    let word =
      derived == 0
      ? Phrase("assumed", "假定")
      : assumed == 0 ? Phrase("derived", "推算") : Phrase("assumed or derived", "假定或推算")
    let (all, some) = (NumberText.grouped(facilities.count), NumberText.grouped(assumed + derived))
    remark =
      assumed + derived == facilities.count
      ? Phrase(" (all \(word.english))", "（均为\(word.chinese)，并非现有）")
      : Phrase(" (\(some) of \(all) \(word.english))", "（\(all)个中\(some)个为\(word.chinese)，并非现有）")
  }

  var whole: Phrase { Phrase(title.english + remark.english, title.chinese + remark.chinese) }
}
