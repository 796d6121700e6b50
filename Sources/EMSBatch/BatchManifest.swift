import EMSModel
import Foundation

/// Which plans a batch runs, and what it sweeps over.
///
/// The manifest is a grid: every plan is run once for each combination of the swept values.
public struct BatchManifest: Sendable {
  /// One plan of the manifest, before its sweep is spread out.
  struct Entry: Sendable {
    var planPath: String
    var name: String?
    var settings: [BatchItem.Setting] = []
    var sweep: [Axis] = []
    /// Where the manifest names it.
    var place: InputProblem.Place
  }

  /// One key that is swept over some values.
  struct Axis: Hashable, Sendable {
    var key: String
    var values: [String]
  }

  /// The most runs that one manifest may spread out to.
  public static let largestItemCount = 100_000

  /// The manifest as it was given.
  public let file: String
  /// The folder that its paths start from.
  public let folder: URL
  /// nil when the manifest gives none.
  public let name: String?
  /// The id of the run that all others are held against; nil: for each plan the run in which nothing is set.
  public let base: String?
  /// Sorted by id.
  public let items: [BatchItem]

  /// Spreads entries out to runs.
  ///
  /// - Throws: every problem at once, those already found while reading first.
  init(
    file: String, folder: URL, name: String?, base: String? = nil, entries: [Entry], problems found: [InputProblem]
  ) throws(InputProblems) {
    var problems = found
    var items: [BatchItem] = []
    var placeOfID: [String: InputProblem.Place] = [:]
    let count = entries.reduce(0.0) { $0 + $1.sweep.reduce(1.0) { $0 * Double($1.values.count) } }
    if count > Double(Self.largestItemCount) {
      problems.append(Self.tooManyItems(file: file, count: count))
      throw InputProblems(problems)
    }
    for entry in entries {
      for item in Self.items(of: entry, folder: folder) {
        // A folder's name differs from another in more than its case, so that every disk can hold both.
        let key = item.id.lowercased().precomposedStringWithCanonicalMapping
        if let earlier = placeOfID[key] {
          problems.append(Self.sameID(item.id, file: file, place: entry.place, earlier: earlier))
          break
        }
        placeOfID[key] = entry.place
        items.append(item)
      }
    }
    if let base, !items.contains(where: { $0.id == base }), problems.isEmpty {
      let ids = items.map(\.id)
      let near = NearestWord.to(base, in: ids) ?? ids.first ?? ""
      problems.append(
        InputProblem(
          file: file, field: "base", value: base, english: "no run of the manifest has this id",
          chinese: "清单中没有这个编号的运行", remedyEnglish: "Did you mean \(near)?", remedyChinese: "是否应为 \(near)？"))
    }
    guard problems.isEmpty else { throw InputProblems(problems) }
    self.base = base
    self.file = file
    self.folder = folder
    self.name = name
    self.items = items.sorted { $0.id < $1.id }
  }

  private static func items(of entry: Entry, folder: URL) -> [BatchItem] {
    // Relative, so that messages name the plan as the manifest does.
    let plan = URL(fileURLWithPath: entry.planPath, relativeTo: folder)
    var combinations: [[BatchItem.Setting]] = [[]]
    for axis in entry.sweep {
      combinations = combinations.flatMap { start in axis.values.map { start + [BatchItem.Setting(axis.key, $0)] } }
    }
    return combinations.map { swept in
      let sweptKeys = Set(swept.map(\.key))
      let settings = entry.settings.filter { !sweptKeys.contains($0.key) } + swept
      return BatchItem(
        id: BatchItemName.id(name: entry.name ?? BatchItemName.name(ofPlan: entry.planPath), swept: swept),
        planPath: entry.planPath, plan: plan, settings: settings.sorted { $0.key < $1.key }, swept: swept)
    }
  }

  private static func tooManyItems(file: String, count: Double) -> InputProblem {
    InputProblem(
      file: file, english: "the sweep spreads out to \(Int(min(count, 1e15))) runs, more than \(largestItemCount)",
      chinese: "参数组合共 \(Int(min(count, 1e15))) 次运行，超过 \(largestItemCount) 次",
      remedyEnglish: "Sweep fewer values, or use several manifests", remedyChinese: "请减少取值，或分成几个清单")
  }

  private static func sameID(
    _ id: String, file: String, place: InputProblem.Place, earlier: InputProblem.Place
  ) -> InputProblem {
    let (english, chinese) =
      switch earlier {
      case .row(let number): ("row \(number)", "第 \(number) 行")
      case .line(let number): ("line \(number)", "第 \(number) 行")
      default: ("another plan", "另一方案")
      }
    return InputProblem(
      file: file, place: place, field: "name", value: id,
      english: "the run “\(id)” has the name of the one of \(english)", chinese: "运行“\(id)”与\(chinese)重名",
      remedyEnglish: "Give one of them another name", remedyChinese: "请给其中一个另取名称")
  }
}
