/// What the participants did and were answered, with when each operation began and ended.
final class History {
    struct Entry {
        let operation: MailboxModel.Operation
        let began: Int
        let ended: Int
    }

    private let stage: Stage
    private let object: Int
    private let isTimed: Bool
    private var time = 0
    private(set) var entries: [[Entry]]

    init(_ stage: Stage, participants: Int, isTimed: Bool) {
        self.stage = stage
        self.isTimed = isTimed
        object = stage.newObject()
        entries = Array(repeating: [], count: participants)
    }

    /// Does an operation, or several in one call that must take effect in this order.
    func record(_ participant: Int, _ body: () -> [MailboxModel.Operation]) {
        if isTimed { stage.mark(Move(object: object, kind: .invoke), "begins") }
        time += 1
        let began = time
        let operations = body()
        if isTimed { stage.mark(Move(object: object, kind: .respond), "\(operations)") }
        time += 1
        entries[participant] += operations.map { Entry(operation: $0, began: began, ended: time) }
    }

    /// Whether some order of the operations, with each one between its beginning and its end, is what the model does.
    func isLinearizable(_ model: MailboxModel) -> Bool {
        isLinearizable(model, Array(repeating: 0, count: entries.count))
    }

    private func isLinearizable(_ model: MailboxModel, _ done: [Int]) -> Bool {
        let next = entries.indices.filter { done[$0] < entries[$0].count }
        if next.isEmpty { return true }
        let firstEnd = next.map { entries[$0][done[$0]].ended }.min()!
        return next.contains { participant in
            let entry = entries[participant][done[participant]]
            var (model, done) = (model, done)
            guard entry.began < firstEnd, model.perform(entry.operation) else { return false }
            done[participant] += 1
            return isLinearizable(model, done)
        }
    }
}
