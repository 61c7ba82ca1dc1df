/// Every loop leads back, has an entrance, and has room for its elements.
struct LoopValidator: Validator {
    let concern: GraphPlan.Features = .loop

    func findings(in plan: GraphPlan) -> [Finding] {
        plan.openLoops.map { leaked(plan.nodes[$0]) } + plan.loops.flatMap { faults(of: $0, in: plan) }
    }

    private func leaked(_ entry: GraphPlan.Node) -> Finding {
        Finding(
            node: entry.name, site: entry.site,
            problem: "the flow of this feedback is used, but nothing leads back to it.",
            repair: "Use `loop` only inside the closure, and consume the flow that feedback returns.")
    }

    private func faults(of loop: [Int], in plan: GraphPlan) -> [Finding] {
        var found: [Finding] = []
        let members = Set(loop)
        let entry = plan.nodes[loop.first { plan.nodes[$0].isLoopEntry } ?? loop[0]]
        let inside = plan.edges.filter { members.contains($0.from) && $0.to.map(members.contains) == true }
        if inside.allSatisfy({ plan.capacityAnnotation(of: $0) == nil }) {
            let unbuffered = Finding(
                node: entry.name, site: entry.site,
                problem: "the loop \(path(loop, plan)) has no buffer of its own.",
                repair: "Say how many elements may go round: add .capacity(64) to a flow inside the loop.")
            found.append(unbuffered)
        }
        let hasEntrance = plan.edges.contains { $0.to.map(members.contains) == true && !members.contains($0.from) }
        if hasEntrance { return found }
        let closed = Finding(
            node: entry.name, site: entry.site, problem: "nothing can enter the loop \(path(loop, plan)).",
            repair: "Merge or concat a flow from outside with `loop`.")
        return found + [closed]
    }

    private func path(_ loop: [Int], _ plan: GraphPlan) -> String {
        loop.prefix(6).map { plan.nodes[$0].name }.joined(separator: " → ") + (loop.count > 6 ? " → …" : "")
    }
}
