/// Choosing sites on indices.
public enum SiteSolver {}
