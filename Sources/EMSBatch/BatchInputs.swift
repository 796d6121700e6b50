import EMSFormats

/// What went into the runs of a batch, in one table: the id of each run before the rows of its own account.
struct BatchInputs {
  private var bytes: [UInt8] = []

  /// - Parameter account: the run's `inputs.csv`.
  mutating func append(_ account: some Collection<UInt8>, of run: String) {
    let records = Self.records(account.starts(with: ByteOrderMark.utf8) ? Array(account.dropFirst(3)) : Array(account))
    guard let header = records.first else { return }
    if bytes.isEmpty { bytes = ByteOrderMark.utf8 + Array("run,".utf8) + header }
    for record in records.dropFirst() { bytes += Array("\(run),".utf8) + record }
  }

  /// The records, each with the end of its line; a quoted cell may hold line ends.
  private static func records(_ account: [UInt8]) -> [[UInt8]] {
    var records: [[UInt8]] = []
    var record: [UInt8] = []
    var isQuoted = false
    for byte in account {
      record.append(byte)
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted {
        records.append(record)
        record = []
      }
    }
    return records
  }

  /// Takes what has been written; only the names of the columns where no run has an account.
  func table() -> [UInt8] { bytes.isEmpty ? ByteOrderMark.utf8 + Array("run\n".utf8) : bytes }
}
