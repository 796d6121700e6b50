import EMSModel

extension PolicyProfile {
  /// The tool's own words as a planner of the area says them: in the document's terms for kinds of facilities, else in the
  /// region's own.
  package func inItsTerms(_ words: Phrase, of area: PlanningArea) -> Phrase { area.inItsWords(inItsTerms(words)) }

  /// The same of what a reader must know.
  package func inItsTerms(_ notes: [Note], of area: PlanningArea) -> [Note] {
    notes.map { note in
      var note = note
      let words = inItsTerms(Phrase(note.english, note.chinese), of: area)
      (note.english, note.chinese) = (words.english, words.chinese)
      return note
    }
  }
}
