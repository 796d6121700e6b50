/// The version of the tool, as every run of it says.
public enum ToolVersion {
  public static let text = "0.1.0"
}
