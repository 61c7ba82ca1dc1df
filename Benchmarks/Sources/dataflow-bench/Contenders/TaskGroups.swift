/// A window of child tasks, as one writes it by hand.
enum TaskGroups {
    static func map(
        concurrency: Int,
        isOrdered: Bool,
        elements: Int,
        _ body: @escaping @Sendable (Int) async -> Int
    ) async -> Int {
        await withTaskGroup(of: (Int, Int).self) { group in
            var sum = 0
            var started = 0
            var early: [Int: Int] = [:]
            var due = 0
            while started < min(concurrency, elements) {
                let element = started
                group.addTask { (element, await body(element)) }
                started += 1
            }
            while let (index, value) = await group.next() {
                if started < elements {
                    let element = started
                    group.addTask { (element, await body(element)) }
                    started += 1
                }
                guard isOrdered else {
                    sum &+= value
                    continue
                }
                early[index] = value
                while let next = early.removeValue(forKey: due) {
                    sum &+= next
                    due += 1
                }
            }
            return sum
        }
    }
}
