import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("The declared orders")
    struct OrderTests {
        @Test("What each order is needed for", .enabled(if: Extent.weighsOrders))
        func survey() {
            let survey = OrderSurvey(
                scenes: WeakScene.all, changes: Orders.Change.readyPortsInTotalOrder, limit: 10_000)
            for (site, scenes) in survey.sites() {
                for trial in survey.trials(site, scenes) { print(trial) }
            }
        }
    }
}

extension OrderSurvey.Trial: CustomStringConvertible {
    var description: String {
        let place = "\(site.file.dropFirst("Dataflow/".count)):\(site.line) \(site.function) \(site.kind)"
        let verdict = noticed.map { "\($0.scene): \($0.problem)" } ?? "not noticed by \(scenes) scenes"
        return "order: \(place) | \(site.order) | \(order) | \(verdict)"
    }
}
