extension ValueSearch {
  /// The figures of the search that only cost or save time: whatever they are, bounds hold and a proof is a proof. They were
  /// chosen on the published instances of `Benchmarks/siting` and on random ones.
  enum Tuning {
    // MARK: The tree

    /// Candidates that a row keeps before the search, by how many there are for each site.
    static func rowLength(columnsPerSite: Int) -> Int { 4 * columnsPerSite + 20 }
    /// Candidates that a row keeps in the tree.
    static let rowLengthOfTree = 10
    /// Nodes of the greatest bounds that are worked on beside each other.
    static let nodesBesideEachOther = 8
    /// Pairs that the nodes hold together before those whose turn is far off give up theirs.
    static let pairsOfUnpackedNodes = 30_000_000
    /// From so many pairs on no tree comes to its end: a bound by regions is tried first.
    static let pairsTooManyForATree = 100_000
    /// How much less than one is no whole step of an objective in whole numbers.
    static let integrality = 1e-6

    // MARK: The relaxation at a node

    /// Steps of a run at the root, doubled up to `mostSteps` for covers, and of a dive.
    static let steps = 60
    static let mostSteps = 200
    static let stepsOfCoverNode = 80
    static let stepsOfValueNode = 100
    /// How much of the gap a run may leave.
    static let toleranceOfRoot = 0.05
    static let toleranceOfNode = 0.25
    static let toleranceOfDive = 0.3
    /// Runs at a node before it branches.
    static let roundsOfRoot = 30
    static let roundsOfNode = 2
    /// The instance is made smaller once one of so many columns is fixed.
    static let fixedPartOfCovers = 20
    static let fixedPartOfValues = 10
    /// Every so many nodes the relaxation is rounded to a choice.
    static let nodesBetweenRoundings = 8

    // MARK: Choices

    /// The parts of the sites that each step of a dive opens.
    static let sharesOfDives = [0.2, 0.05]
    /// A column that is open by more than this is opened in a dive.
    static let sure = 0.98
    /// A column that is open by less than this is no part of what the relaxation opens.
    static let littleOpen = 0.02
    /// Nodes of the small search among what the relaxation opens.
    static let nodesOfSupport = 60
    /// Among so few columns the tree is quicker than annealing.
    static let columnsForTreeAlone = 40
    /// Trials of annealing for each column: of the first choice, and of later ones.
    static let firstTrials = 30
    static let trialsOfCovers = 4_000
    static let trialsOfValues = 500
    /// Annealing starts at these heats, each in a run of its own, and cools to this part of the first.
    static let heats = [1.0, 3.0]
    static let coolingOfCovers = 0.05
    static let coolingOfValues = 0.2
    /// Annealing goes on as long as it helps, and in large covers through so many failures.
    static let roundsOfAnnealing = 12
    static let failuresOfAnnealing = 3

    // MARK: Regions and CBC

    /// Sites of a region, about.
    static let sitesOfRegion = 10.0
    /// How much of the gap the bound by regions may miss.
    static let precisionOfRegions = 0.01
    /// What CBC is given: few pairs, or more of them in many columns.
    static let pairsForMIP = 1_000
    static let columnsForMIP = 60
    static let pairsOfManyColumnsForMIP = 10_000
    /// Nodes of CBC where the work is limited.
    static let nodesOfMIP = 1_000
  }
}
