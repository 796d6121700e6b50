import Foundation

/// One run of a batch: a plan file with what is set differently in it.
public struct BatchItem: Hashable, Sendable {
  /// One key of the plan with the value that this run gives it.
  public struct Setting: Hashable, Sendable {
    /// The path of keys, joined by dots: `travel.emergency.turnout_minutes`.
    public var key: String
    /// As YAML writes it.
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// What the run's folder is called: unique in the batch, and the same whatever other runs the manifest holds.
  public var id: String
  /// The plan as the manifest names it, relative to the manifest's folder.
  public var planPath: String
  public var plan: URL
  /// Sorted by key.
  public var settings: [Setting]
  /// Those of the settings that are swept, in the manifest's order.
  public var swept: [Setting]

  public init(id: String, planPath: String, plan: URL, settings: [Setting], swept: [Setting]) {
    self.id = id
    self.planPath = planPath
    self.plan = plan
    self.settings = settings
    self.swept = swept
  }
}
