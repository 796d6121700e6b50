import GeoKit

/// What a limit of distance or time is called: the one way in which files and sentences write it.
///
/// The figure stands as it was asked for (10.2 and 10.4 are two limits, not 10 twice), to six decimals.
public struct LimitName: Hashable, Sendable {
  private enum Unit {
    case kilometres, minutes
  }

  /// `12.5`.
  public let figure: String
  private let unit: Unit

  /// Named in kilometres.
  public init(_ distance: Distance) {
    figure = NumberText.plain(distance.kilometres)
    unit = .kilometres
  }

  /// Named in minutes.
  public init(_ time: Duration) {
    figure = NumberText.plain(time / .seconds(60))
    unit = .minutes
  }

  /// In names of services, columns and members: `12.5_km`, `7.5_min`.
  public var word: String {
    switch unit {
    case .kilometres: "\(figure)_km"
    case .minutes: "\(figure)_min"
    }
  }

  /// In sentences: 12.5 km, 7.5 min.
  public var text: Phrase {
    switch unit {
    case .kilometres: Phrase("\(figure) km", "\(figure)公里")
    case .minutes: Phrase("\(figure) min", "\(figure)分钟")
    }
  }
}
