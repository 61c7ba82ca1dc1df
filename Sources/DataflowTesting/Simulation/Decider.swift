/// Makes the decisions of one simulation, from a seed or from a script, and keeps them. A value.
struct Decider {
    private enum Source {
        case seed(ScheduleGenerator, Temper)
        /// After the script's last entry, every decision is option 0.
        case script([Int])
    }

    private var source: Source
    private let budgetOptions: Int
    private(set) var decisions: [Decision] = []

    init(seed: UInt64) {
        var generator = ScheduleGenerator(seed: seed)
        let temper = Temper(&generator)
        source = .seed(generator, temper)
        budgetOptions = Budget.options.count
    }

    init(script: [Int], budgetOptions: Int = Budget.options.count) {
        source = .script(script)
        self.budgetOptions = budgetOptions
    }

    /// Whether the last decision was other than option 0.
    var hasDeparted: Bool { decisions.last.map { $0.choice > 0 } ?? false }

    /// Chooses the next move; with one option there is nothing to decide.
    mutating func chooseMove(_ options: Int, endsWithTime: Bool) -> Int {
        decide(options) { generator, temper in
            temper.move(options, endsWithTime: endsWithTime, &generator)
        }
    }

    /// Chooses among equal options.
    mutating func chooseAny(_ options: Int) -> Int {
        decide(options) { generator, _ in generator.below(options) }
    }

    mutating func chooseBudget() -> Int {
        Budget.options[chooseAny(budgetOptions)]
    }

    /// Notes how many elements a step had; with one, there was nothing to choose.
    ///
    /// - Parameter place: which decision was the choice of the step's budget.
    mutating func budgetWasUsed(_ count: Int, decidedAt place: Int) {
        if count <= 1, budgetOptions > 1, decisions.indices.contains(place) { decisions[place].options = 1 }
    }

    private mutating func decide(_ options: Int, _ body: (inout ScheduleGenerator, Temper) -> Int) -> Int {
        guard options > 1 else { return 0 }
        let choice: Int
        switch source {
        case .seed(var generator, let temper):
            choice = body(&generator, temper)
            source = .seed(generator, temper)
        case .script(let script):
            choice = decisions.count < script.count ? script[decisions.count] % options : 0
        }
        decisions.append(Decision(choice: choice, options: options))
        return choice
    }
}
