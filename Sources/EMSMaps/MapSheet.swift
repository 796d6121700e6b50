import GeoKit

/// A map on one sheet of paper: what is drawn, and what stands around it.
package struct MapSheet: Sendable {
  package enum Shape: Sendable {
    case area(MultiPolygon)
    case line([Coordinate])
    case place(Coordinate)
  }

  /// Things of one look, from the ground up.
  package struct Layer: Sendable {
    package var style: MapStyle
    package var shapes: [Shape]

    package init(_ style: MapStyle, _ shapes: [Shape]) {
      self.style = style
      self.shapes = shapes
    }
  }

  /// What a look means.
  package struct LegendEntry: Sendable {
    package enum Sample: Sendable { case area, line, place, heading }
    package var sample: Sample
    package var style: MapStyle
    package var text: String

    package init(_ sample: Sample, _ style: MapStyle = MapStyle(), _ text: String) {
      self.sample = sample
      self.style = style
      self.text = text
    }
  }

  /// A name on the map.
  package struct Label: Sendable {
    package var text: String
    package var place: Coordinate
    /// The smaller goes first where there is no room for both.
    package var priority: Int
    /// In points.
    package var size: Double
    package var isBold: Bool
    package var ink: MapInk
    /// How far from the place, in points, so that it does not cover a mark; 0 writes it across the place.
    package var distance: Double

    /// A longer name would find no room at all; cut, it still shows its rank and how it begins.
    static let longest = 40

    package init(
      _ text: String, at place: Coordinate, priority: Int, size: Double, isBold: Bool = false,
      ink: MapInk = MapInk("#222222"), distance: Double
    ) {
      self.text = text.count > Self.longest ? "\(text.prefix(Self.longest - 1))…" : text
      self.place = place
      self.priority = priority
      self.size = size
      self.isBold = isBold
      self.ink = ink
      self.distance = distance
    }
  }

  package var title: String
  /// What the sheet must show whole.
  package var extent: [Coordinate]
  package var layers: [Layer]
  package var labels: [Label]
  package var legend: [LegendEntry]
  /// Sources and assumptions, a paragraph each.
  package var margin: [String]
  /// The words that stand on any sheet, in its language.
  package var words: MapWords

  package init(
    title: String, extent: [Coordinate], layers: [Layer], labels: [Label], legend: [LegendEntry], margin: [String],
    words: MapWords
  ) {
    self.title = title
    self.extent = extent
    self.layers = layers
    self.labels = labels
    self.legend = legend
    self.margin = margin
    self.words = words
  }
}

/// The words that stand on any sheet, in its language.
package struct MapWords: Sendable {
  package var legend: String
  package var north: String
  package var kilometres: String
  package var projection: String
  /// What is said of so many names that found no room.
  package var namesLeftOut: @Sendable (Int) -> String

  package init(
    legend: String, north: String, kilometres: String, projection: String,
    namesLeftOut: @escaping @Sendable (Int) -> String
  ) {
    self.legend = legend
    self.north = north
    self.kilometres = kilometres
    self.projection = projection
    self.namesLeftOut = namesLeftOut
  }
}
