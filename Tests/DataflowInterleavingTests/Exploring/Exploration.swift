/// What came of exploring a scene.
struct Exploration {
    /// Interleavings that were played to the end.
    var interleavings = 0
    /// Those that were left because others cover them.
    var redundant = 0
    /// The longest one.
    var steps = 0
    /// False when the search was stopped at its limit.
    var isComplete = true
    var failure: Failure?
    var duration = Duration.zero

    /// An interleaving that went wrong.
    struct Failure {
        let problems: [String]
        /// Who moved at each step: enough to play it again.
        let choices: [Int]
        /// The steps, to read.
        let steps: [String]
    }
}

extension Scene {
    /// Plays every interleaving that the strategy asks for, up to `limit`, or up to the first that goes wrong.
    ///
    /// - Parameter orders: notes which orders are declared, or holds one of them to be weaker.
    func explore(
        _ strategy: Strategy = .reduced, limit: Int = 2_000_000, orders: Orders = Orders()
    ) -> Exploration {
        var result = Exploration()
        let start = ContinuousClock.now
        var search = Search(strategy)
        // Found while it explores: when one more object turns out to be contended, it begins anew.
        var stops: Set<Int>? = strategy.stopsEverywhere ? nil : []
        var isBegun = false
        while !isBegun || search.advance() {
            isBegun = true
            if result.interleavings + result.redundant >= limit {
                result.isComplete = false
                break
            }
            let stage = Stage(search, stops: stops, orders: orders)
            let (next, outcome) = stage.play(self)
            search = next
            result.steps = max(result.steps, outcome.choices.count)
            if outcome.isRedundant { result.redundant += 1 } else { result.interleavings += 1 }
            if !outcome.problems.isEmpty {
                result.failure = replay(search, outcome, stops, orders)
                break
            }
            if stage.contention.isNews {
                stops?.formUnion(stage.contention.found)
                search = Search(strategy)
                result = Exploration()
                isBegun = false
            }
        }
        result.duration = ContinuousClock.now - start
        return result
    }

    private func replay(
        _ search: Search, _ failed: Stage.Outcome, _ stops: Set<Int>?, _ orders: Orders
    ) -> Exploration.Failure {
        let (_, outcome) = Stage(search, stops: stops, orders: orders, isTold: true).play(self)
        let problems = outcome.problems == failed.problems ? failed.problems : failed.problems + ["not seen again"]
        return Exploration.Failure(problems: problems, choices: failed.choices, steps: outcome.told)
    }
}
