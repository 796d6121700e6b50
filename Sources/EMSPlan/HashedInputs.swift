import EMSBatch
import EMSFormats
import EMSModel
import EMSReading

extension PlanningArea {
  /// The area with the SHA-256 of each file in its account, so that a run can be repeated.
  func with(hashes: [(file: String, hash: ContentHash)]) -> PlanningArea {
    var account = account
    for (file, hash) in hashes {
      let digits = Phrase(hash.hexadecimal, hash.hexadecimal)
      account.add(InputAccount.Entry(input: "files", file: file, item: .hash, value: digits))
    }
    return with(account: account)
  }
}

extension InputFiles {
  /// Reads and checks every file, with the SHA-256 of each in the account.
  ///
  /// - Throws: as `read()`.
  public func readHashed() throws(InputProblems) -> PlanningArea {
    let layers = [counties, townships?.layer, facilities, neighbours, settlements].compactMap { $0 }.flatMap(\.sources)
    let paths = layers.map(\.file) + layers.flatMap { $0.tables.map(\.file) }
    return try read().with(hashes: PlanFile.hashes(of: paths, in: folder))
  }
}
