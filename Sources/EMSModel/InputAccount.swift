/// The account of what went into an area: per file what was there, read and left out, and how it was understood.
///
/// Whatever the order of rows, the account of the same file is the same.
public struct InputAccount: Hashable, Sendable {
  /// What an entry tells of a file.
  public enum Item: String, CaseIterable, Hashable, Sendable {
    case rowsThere = "rows_there"
    case rowsRead = "rows_read"
    /// Rows left out; `value` says why.
    case rowsLeftOut = "rows_left_out"
    /// Rows read whose place nobody knows.
    case rowsUnlocated = "rows_unlocated"
    /// The column taken for `field`.
    case column
    /// A column that could have served `field`, too.
    case rivalColumn = "rival_column"
    /// A column that nothing was read from.
    case columnNotRead = "column_not_read"
    /// The system of the coordinates, and whether the plan, the file or nobody declares it.
    case datum
    case encoding
    /// People of the rows read, as far as known.
    case people
    /// Cells of `field` whose figure calls itself an estimate.
    case approximate = "approximate_figures"
    /// How the numbers of `field` are written, where their marks had to be understood.
    case numbers = "number_style"
    /// Cells of `field` that say more than yes or no; `value` says how they were understood.
    case words = "words_understood"
    /// Rows whose people are not known.
    case peopleUnknown = "rows_of_unknown_people"
    /// People whom a method put or added there.
    case peopleDerived = "people_derived"
    /// People of townships whose place nobody knows.
    case peopleUnplaced = "people_unplaced"
    /// People of settlements in no township.
    case peopleInNoTownship = "people_in_no_township"
    /// Facilities of the tier `field`; `value` says what decided it.
    case tier
    /// The SHA-256 of the file.
    case hash = "sha256"
  }

  /// One line of the account.
  public struct Entry: Hashable, Sendable {
    /// What the plan reads the file as: `facilities`, `settlements` …
    public var input: String
    /// As the plan names it.
    public var file: String
    public var item: Item
    /// The field, or the tier; nil where the entry is about the whole file.
    public var field: String?
    public var value: Phrase?
    public var count: Int?

    public init(
      input: String, file: String, item: Item, field: String? = nil, value: Phrase? = nil, count: Int? = nil
    ) {
      self.input = input
      self.file = file
      self.item = item
      self.field = field
      self.value = value
      self.count = count
    }
  }

  /// In the order in which the files are read, each file's together.
  public private(set) var entries: [Entry] = []

  public init() {}

  public mutating func add(_ entry: Entry) { entries.append(entry) }

  /// The same once it is known what columns that no field has were taken for.
  ///
  /// - Parameter keys: of each file, what each header was taken for.
  package func taking(columns keys: [String: [String: String]]) -> InputAccount {
    var account = self
    for index in account.entries.indices where account.entries[index].item == .columnNotRead {
      guard let key = account.entries[index].value.flatMap({ keys[account.entries[index].file]?[$0.chinese] }) else {
        continue
      }
      account.entries[index].item = .column
      account.entries[index].field = key
    }
    return account
  }

  /// The inputs in their order, each with its entries.
  public var files: [(input: String, file: String, entries: [Entry])] {
    var order: [[String]] = []
    var ofFile: [[String]: [Entry]] = [:]
    for entry in entries {
      let key = [entry.input, entry.file]
      if ofFile[key] == nil { order.append(key) }
      ofFile[key, default: []].append(entry)
    }
    return order.map { ($0[0], $0[1], ofFile[$0] ?? []) }
  }
}

extension InputAccount.Item {
  /// What a person reads.
  public var name: Phrase {
    switch self {
    case .rowsThere: Phrase("rows there", "总行数")
    case .rowsRead: Phrase("rows read", "读取行数")
    case .rowsLeftOut: Phrase("rows left out", "未纳入行数")
    case .rowsUnlocated: Phrase("rows without a place", "没有位置的行数")
    case .column: Phrase("columns", "采用的列")
    case .rivalColumn: Phrase("not taken", "未采用的同类列")
    case .columnNotRead: Phrase("column not read", "未读取的列")
    case .datum: Phrase("datum", "坐标系")
    case .encoding: Phrase("encoding", "编码")
    case .people: Phrase("people known", "已知人口")
    case .approximate: Phrase("approximate figures", "约数")
    case .numbers: Phrase("numbers", "数字写法")
    case .words: Phrase("words", "词义")
    case .peopleUnknown: Phrase("rows of unknown people", "人口未知的行数")
    case .peopleDerived: Phrase("people derived", "推算人口")
    case .peopleUnplaced: Phrase("people without a place", "没有位置的人口")
    case .peopleInNoTownship: Phrase("people in no township", "不在任何乡镇的人口")
    case .tier: Phrase("facilities by tier", "各级机构数")
    case .hash: Phrase("SHA-256", "SHA-256")
    }
  }
}
