/// An A3 sheet, or a figure in a text, and where things stand on it, in points.
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

  /// A figure as broad as an upright sheet and no higher than what it shows: what a text says around it, the title and the
  /// sources, is not repeated in it.
  ///
  /// - Parameter ratio: the height of the region to its breadth.
  init(figureOf ratio: Double) {
    width = Self.short
    let (rim, legendWidth, most) = (14.0, 200.0, 620.0)
    let mapWidth = width - 2 * rim - legendWidth - 38
    // A legend stands beside it, however flat the region is.
    let mapHeight = min(most, max(400, (mapWidth - 28) * ratio + 28))
    title = MapBox(left: rim, top: 0, width: width - 2 * rim, height: 0)
    map = MapBox(left: rim + 14, top: rim, width: mapWidth, height: mapHeight)
    legend = MapBox(left: map.right + 24, top: map.top, width: legendWidth, height: mapHeight)
    margin = MapBox(left: rim, top: map.bottom + 14, width: width - 2 * rim, height: 14)
    height = margin.bottom + 14
  }
}
