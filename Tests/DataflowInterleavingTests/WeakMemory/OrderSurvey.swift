import Dataflow

/// Which of the declared memory orders some scene needs: each is held to be weaker in turn.
struct OrderSurvey {
    /// An order that is weaker than the declared one, and what shows that it is too weak.
    struct Trial {
        let site: Orders.Site
        let order: AccessOrder
        /// How many of the scenes make the access.
        let scenes: Int
        var noticed: (scene: String, problem: String)?
    }

    let scenes: [WeakScene]
    /// Orders that are held to be others than they say in every trial.
    var changes: [Orders.Change] = []
    /// How many interleavings of a scene are played at most.
    var limit = 100_000

    /// Every access of the engine's that the scenes make, with who makes it.
    func sites() -> [(site: Orders.Site, scenes: [WeakScene])] {
        var found: [Orders.Site: [WeakScene]] = [:]
        for scene in scenes {
            let orders = Orders(changes, isNoting: true)
            _ = scene.explore(limit: limit, orders: orders)
            for site in orders.noted where site.file.hasPrefix("Dataflow/") { found[site, default: []].append(scene) }
        }
        let places = found.sorted { ($0.key.file, $0.key.line) < ($1.key.file, $1.key.line) }
        return places.map { site, scenes in
            let quick = scenes.filter { !$0.isCostly }
            return (site: site, scenes: quick.isEmpty ? scenes : quick)
        }
    }

    /// Weakens the access step by step, for as long as nothing shows it, and gives each step.
    func trials(_ site: Orders.Site, _ scenes: [WeakScene]) -> [Trial] {
        var trials: [Trial] = []
        var order = site.order
        for promise in [AccessOrder.total, .releasing, .acquiring] where order.contains(promise) {
            let weaker = order.subtracting(promise)
            var trial = Trial(site: site, order: weaker, scenes: scenes.count)
            trial.noticed = notice(Orders.Change(site, lacking: site.order.subtracting(weaker)), scenes)
            trials.append(trial)
            if trial.noticed == nil { order = weaker }
        }
        return trials
    }

    private func notice(_ change: Orders.Change, _ scenes: [WeakScene]) -> (String, String)? {
        for scene in scenes {
            let found = scene.explore(limit: limit, orders: Orders(changes + [change]))
            if let failure = found.failure { return (scene.name, failure.problems.first ?? "") }
        }
        return nil
    }
}
