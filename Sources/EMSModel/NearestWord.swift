/// The word of a list that a mistyped word most likely meant.
package enum NearestWord {
  /// The known word with the fewest typing errors, or nil when none is near: at most two errors, and fewer than half
  /// of the letters. Ties go to the first in the list.
  package static func to(_ word: String, in known: [String]) -> String? {
    let typed = Array(word.lowercased().replacing("-", with: "_"))
    var best: (word: String, errors: Int)?
    for candidate in known {
      let errors = distance(typed, Array(candidate.lowercased().replacing("-", with: "_")))
      if errors <= 2, errors * 2 < max(typed.count, candidate.count), errors < best?.errors ?? Int.max {
        best = (candidate, errors)
      }
    }
    if best == nil {
      // A word that begins like one known word alone: `pop` for `population`.
      let longer = known.filter { typed.count >= 3 && ($0.hasPrefix(word) || word.hasPrefix($0 + "_")) }
      if longer.count == 1 { return longer[0] }
    }
    return best?.word
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(substitution, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
