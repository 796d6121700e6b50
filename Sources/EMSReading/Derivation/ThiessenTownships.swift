import EMSModel
import GeoKit

/// Township boundaries derived as the Thiessen cells of the seats, clipped to the county.
enum ThiessenTownships {
  /// The townships with their cells, and those without a seat as they are; those whose seat is in no county are left out,
  /// with a warning.
  static func derived(
    from townships: [Township], in counties: [County], file: String, _ findings: inout Findings
  ) throws(InputProblems) -> [Township] {
    let outside = townships.filter { $0.countyID == nil && $0.seat != nil }
    if !outside.isEmpty {
      let names = outside.prefix(3).map(\.name)
      findings.note(
        .warning,
        "\(outside.count.of("seat lies in no county and is", "seats lie in no county and are")) left out (\(names.joined(separator: ", "))\(outside.count > 3 ? " …" : ""))",
        "\(outside.count) 个驻地不在任何县内，未纳入（\(names.joined(separator: "、"))\(outside.count > 3 ? "…" : "")）")
    }
    var derived: [Township] = []
    var empty: [String] = []
    for county in counties {
      guard let outline = county.outline else { continue }
      // By id, so that the order of the rows does not tell which of two seats in one place has the cell.
      let members = townships.filter { $0.countyID == county.id && $0.seat != nil }.sorted { $0.id < $1.id }
      if members.isEmpty {
        findings.note(
          .warning, "\(county.name) has no township seat that is located, so none of its ground belongs to a township",
          "\(county.name)没有已定位的乡镇驻地，其范围不属于任何乡镇")
        continue
      }
      let cells: [MultiPolygon]
      do throws(GeoKitError) {
        cells = try ThiessenCells.cells(of: members.compactMap(\.seat), within: outline)
      } catch {
        throw AdministrativePlaces.problem(error, file: file)
      }
      for (member, cell) in zip(members, cells) {
        var township = member
        township.boundary = cell
        township.boundaryOrigin = .derived
        derived.append(township)
        if cell.isEmpty { empty.append(member.name) }
      }
    }
    if !empty.isEmpty {
      findings.note(
        .warning,
        "no ground is left for \(empty.joined(separator: ", ")): the seat is another's, or its cell misses the county",
        "\(empty.joined(separator: "、"))没有分到范围：驻地与他处重合，或其多边形不在本县内")
    }
    findings.note(
      .derivation,
      "The boundaries of \(derived.count.of("township", "townships")) are derived: Thiessen cells of their seats, clipped to the county; they are not official",
      "\(derived.count) 个乡镇的边界为推算所得：按驻地作泰森多边形并以县界裁剪，并非法定界线")
    return derived + townships.filter { $0.seat == nil }
  }
}
