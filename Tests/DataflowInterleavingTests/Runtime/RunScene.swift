@testable import Dataflow

/// A whole run of a real graph: the engine's own workers step its nodes, its lanes and its root.
struct RunScene: Sendable {
    /// What runs, made anew for each interleaving.
    struct Program {
        let plan: GraphPlan
        /// What others do meanwhile, each in a participant of its own.
        var outside: [Outsider] = []
        /// Whether the results, which stand in the sinks' mailboxes, are among those that the run may have.
        let isRight: ([AnyMailbox]) -> Bool
    }

    struct Outsider {
        let name: String
        let body: (Execution) -> Void
    }

    let name: String
    var workers = 2
    /// How many of the first ready nodes any worker may take, as if they were made ready from outside: the root, then what
    /// consumes before what feeds it. A second worker is there from the beginning then, else it starts when it is called.
    var lent = 0
    /// Whether somebody outside cancels or drains the run.
    var isInterrupted = false
    let program: @Sendable (Stage) -> Program

    var scene: Scene {
        Scene(name: name) { stage in Play(self, stage).cast }
    }

    private final class Play {
        private let plan: RunScene
        private let program: Program
        private let execution: Execution
        private let crew: Crew

        init(_ plan: RunScene, _ stage: Stage) {
            self.plan = plan
            program = plan.program(stage)
            let execution = Execution(name: plan.name, width: plan.workers, clock: EngineClock(ContinuousClock()))
            execution.prepare(program.plan)
            self.execution = execution
            crew = Crew(stage, execution.scheduler, started: plan.lent == 0 ? 1 : 2)
            lend(plan.lent)
            let stall = execution.scheduler.atRest
            execution.scheduler.atRest = { [unowned stage] worker in
                stage.complain("taken for at rest while something can move")
                return stall?(worker) ?? false
            }
        }

        private func lend(_ count: Int) {
            let scheduler = execution.scheduler
            for _ in 0..<count { scheduler.queue(scheduler.workers[0].popOldest()!, from: nil) }
        }

        var cast: Cast {
            let outside = program.outside.map { outsider in
                Cast.Participant(name: outsider.name) { [self] in outsider.body(execution) }
            }
            return Cast(participants: crew.participants + outside, verify: verify)
        }

        private func verify() -> [String] {
            var problems: [String] = []
            if execution.scheduler.isLive { problems.append("not every node has ended") }
            if let error = execution.error, !plan.isInterrupted || !(error is CancellationError) {
                problems.append("the run ended with \(type(of: error))")
            }
            let parts = execution.parts
            for part in parts { part.settle() }
            for mailbox in parts.flatMap(\.mailboxes) {
                let known = mailbox.deliveredCount + mailbox.discardedCount + mailbox.count
                if mailbox.acceptedCount != known {
                    problems.append("\(mailbox.acceptedCount) accepted, \(known) known")
                }
            }
            if !plan.isInterrupted, problems.isEmpty, !program.isRight(parts[0].results) {
                problems.append("the result is wrong")
            }
            execution.scheduler.dismantle()
            return problems
        }
    }
}

extension RunScene.Program {
    init<Value: Sendable>(
        _ graph: Graph<Value>, outside: [RunScene.Outsider] = [], isRight: @escaping (Value) -> Bool
    ) {
        // A graph that is none is a mistake of the test's.
        plan = try! graph.checkedPlan(nil)
        self.outside = outside
        self.isRight = { results in
            var values = SinkValues(mailboxes: results)
            return isRight(graph.group.collect(&values))
        }
    }
}
