import Dataflow

/// The engine's accesses, each of which is a stop.
extension Stage: AccessWatcher {
    func atomicWasMade(_ site: AccessSite) -> Int { newObject() }

    func willAccess(_ declared: AtomicAccess, isReadable: (Int) -> Bool) -> Int {
        if mode == .observing { observed.append(declared.object) }
        guard isWatching, declared.kind != .fence || search.strategy.isWeak else { return 0 }
        let kind: Move.Kind =
            switch declared.kind {
            case .load, .fence: .read
            case .lock: .lock
            case .store, .update: .write
            }
        // Who waits for a lock must always stop.
        guard contention.mustStop(declared.object) || (kind == .lock && held.contains(declared.object)) else {
            return 0
        }
        stop(Move(object: declared.object, kind: kind))
        guard search.strategy.isWeak, mode == .playing else { return 0 }
        return choose(memory.readable(orders.held(declared), by: current), isReadable)
    }

    /// Which of the newest stores is read, by its age; the newest itself can always be.
    private func choose(_ count: Int, _ isReadable: (Int) -> Bool) -> Int {
        guard count > 1 else { return 0 }
        let ages = [0] + (1..<count).filter(isReadable)
        guard ages.count > 1 else { return 0 }
        do {
            return ages[try search.choose(ages.count)]
        } catch {
            giveUp("\(error)")
            return 0
        }
    }

    func didAccess(_ declared: AtomicAccess, age: Int, didWrite: Bool, outcome text: () -> String) {
        guard isWatching else { return }
        let access = orders.held(declared)
        if access.kind == .lock { held.insert(access.object) }
        if access.kind == .store { held.remove(access.object) }
        if didWrite { writes[access.object, default: 0] += 1 }
        seen[current][access.object] = writes[access.object, default: 0] - age
        contention.touched(access.object, by: current, isWrite: didWrite)
        memory.accessed(access, by: current, age: age, didWrite: didWrite)
        let isStale = age == 0 ? "" : ", \(age) stores old"
        tell { "\(access.site): \(access.kind) #\(access.object): \(text())\(isStale)" }
    }

    func touches(_ address: UInt, length: Int, isWrite: Bool, _ site: AccessSite) {
        guard isWatching else { return }
        let clock = memory.clock(of: current)
        if let race = races.touched(address, by: current, clock, isWrite: isWrite, site) { complain(race) }
    }

    func resumes(_ continuation: Int) {
        if isWatching { memory.handsOver(continuation, from: current) }
    }

    func goesOn(_ continuation: Int) {
        if isWatching { memory.takesOver(continuation, by: current) }
    }

    func allocates(_ address: UInt, length: Int) {
        races.allocated(address, length: length)
    }
}
