/// Times over graphs and grids.
public enum TravelNetwork {}
