import EMSModel

extension FacilityReading {
  /// The facilities as those outside the region.
  ///
  /// What lies inside is left out, so that a list of a whole province may serve for both inputs. Where an id is that of a
  /// facility of the region, all get ids of their own.
  /// - Parameter isInside: whether each lies in the region.
  func neighbours(of own: [Facility], isInside: [Bool], _ findings: inout Findings) -> [Facility] {
    let inside = zip(rows, isInside).filter(\.1).map(\.0)
    if !inside.isEmpty {
      findings.note(
        .warning,
        inside.count.of(
          "facility of the neighbours lies in the region and is left out there",
          "facilities of the neighbours lie in the region and are left out there")
          + "; those of the region stand under facilities",
        "\(inside.count) 个界外机构位于本区域内，不作为界外机构；本区域机构请列入 facilities", at: reader.rows(inside))
    }
    let outside = zip(facilities, isInside).filter { !$1 }.map(\.0)
    let taken = Set(own.map(\.id))
    let prefix = outside.contains { taken.contains($0.id) } ? "outside-" : ""
    if !prefix.isEmpty {
      findings.note(
        .assumption,
        "Ids of the neighbours are those of facilities of the region, too; outputs put \(prefix) before them",
        "界外机构的编码与本区域机构重复，成果中加前缀 \(prefix)")
    }
    if !outside.isEmpty {
      findings.note(
        .assumption,
        outside.count.of("facility outside the region counts", "facilities outside the region count")
          + " for whom ambulances and care reach; none is sited, judged or part of the chain",
        "\(outside.count) 个界外机构计入急救覆盖、反应时间和服务圈，但不参与选址、评分，也不纳入急救链")
    }
    return outside.map { $0.outside(as: prefix + $0.id) }
  }
}
