import EMSPlan
import Foundation

/// Asks for what no file tells: each question with numbered answers on stderr, each answer a line of stdin.
struct DraftDialogue {
  let language: Language

  /// Asks every question of a draft, the policy profile first, and gives it the answers. The end of the input, or an
  /// empty line, leaves the rest as guessed.
  func ask(_ draft: inout PlanDraft) throws {
    let library = PolicyLibrary()
    let profiles = try library.keys.map { ($0, try library.profile($0).name) }
    if let answer = ask(
      Phrase("Which policy profile?", "采用哪个政策配置？"),
      profiles.map { Phrase("\($0): \($1.english)", "\($0)：\($1.chinese)") },
      usual: profiles.firstIndex { $0.0 == draft.profile } ?? 0)
    {
      draft.profile = profiles[answer].0
    }
    var asked = 0
    // An answer may settle what was asked after it: the questions are made anew each time.
    var seen: Set<String> = []
    while let question = draft.questions.first(where: { seen.insert($0.text.english).inserted }) {
      asked += 1
      if let answer = ask(question.text, question.answers.map(\.words), usual: question.usual) {
        draft.answer(question, answer)
      }
    }
  }

  /// The position of the answer; nil at the end of the input.
  private func ask(_ text: Phrase, _ answers: [Phrase], usual: Int) -> Int? {
    StandardError.print(text[language])
    for (number, answer) in answers.enumerated() { StandardError.print("  \(number + 1)  \(answer[language])") }
    while true {
      StandardError.print(
        language == .chinese ? "请输入编号（直接回车为 \(usual + 1)）：" : "number (Enter for \(usual + 1)):")
      guard let line = readLine() else { return nil }
      let word = line.filter { !$0.isWhitespace }
      if word.isEmpty { return usual }
      if let number = Int(word), answers.indices.contains(number - 1) { return number - 1 }
      StandardError.print(
        language == .chinese ? "请输入 1 到 \(answers.count)" : "give a number from 1 to \(answers.count)")
    }
  }
}
