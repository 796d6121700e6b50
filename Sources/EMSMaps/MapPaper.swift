/// An A3 sheet and where things stand on it, in points.
struct MapPaper: Sendable {
  let width: Double
  let height: Double
  let title: MapBox
  let map: MapBox
  let legend: MapBox
  let margin: MapBox

  private static let long = 1190.55
  private static let short = 841.89
  private static let rim = 34.0

  /// - Parameter isTall: upright where the region is taller than wide, so that it is drawn as large as the paper allows.
  init(isTall: Bool) {
    width = isTall ? Self.short : Self.long
    height = isTall ? Self.long : Self.short
    let rim = Self.rim
    let legendWidth = 200.0
    let (titleHeight, marginHeight) = (42.0, 66.0)
    title = MapBox(left: rim, top: rim, width: width - 2 * rim, height: titleHeight)
    map = MapBox(
      left: rim + 14, top: rim + titleHeight + 12, width: width - 2 * rim - legendWidth - 28,
      height: height - 2 * rim - titleHeight - marginHeight - 28)
    legend = MapBox(
      left: map.right + 24, top: map.top, width: width - rim - map.right - 24, height: map.height)
    margin = MapBox(left: rim, top: map.bottom + 18, width: width - 2 * rim, height: marginHeight)
  }
}
