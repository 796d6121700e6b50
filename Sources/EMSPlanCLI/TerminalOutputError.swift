import EMSPlan

extension OutputError: CommandError {
  var status: ExitStatus { reason == .noDatabaseOfSystems ? .unavailable : .cannotWrite }
  func lines(in language: Language) -> [String] {
    [language == .chinese ? text.chinese + remedy.chinese : "\(text.english) \(remedy.english)"]
  }
}
