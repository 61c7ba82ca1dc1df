#if DATAFLOW_INTERLEAVINGS
import Synchronization

/// The library's atomic as the explorer sees it, with a stop before every access; its name hides the original from the
/// rest of the module.
@usableFromInline
struct Atomic<Value>: ~Copyable, @unchecked Sendable {
    // SAFETY: of the explorer's participants one at a time runs, so plain memory is atomic enough; nothing else runs in this
    // build.
    private let value: Swift.UnsafeMutablePointer<Value>
    private let object: Int

    @usableFromInline
    init(
        _ initial: Value, file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) {
        value = .allocate(capacity: 1)
        value.initialize(to: initial)
        object = AccessWatch.watcher?.atomicWasMade(AccessSite(file, line, function)) ?? -1
    }

    deinit {
        value.deinitialize(count: 1)
        value.deallocate()
    }

    @usableFromInline
    func load(
        ordering: AtomicLoadOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> Value {
        watched(.load, ordering != .relaxed, false, AccessSite(file, line, function)) {
            let now = value.pointee
            return (now, false, { "\(now)" })
        }
    }

    @usableFromInline
    func store(
        _ desired: Value, ordering: AtomicStoreOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) {
        watched(.store, false, ordering != .relaxed, AccessSite(file, line, function)) {
            value.pointee = desired
            return ((), true, { "\(desired)" })
        }
    }

    @usableFromInline
    func exchange(
        _ desired: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> Value {
        let site = AccessSite(file, line, function)
        return update(ordering, site, isLock: "\(file)" == "Dataflow/SpinLock.swift") {
            return replace(by: desired)
        }
    }

    private func replace(by desired: Value) -> (Value, Bool, () -> String) {
        let before = value.pointee
        value.pointee = desired
        return (before, true, { "\(before) → \(desired)" })
    }

    private func update<Result>(
        _ ordering: AtomicUpdateOrdering, _ site: AccessSite, isLock: Bool = false,
        _ body: () -> (result: Result, didWrite: Bool, text: () -> String)
    ) -> Result {
        let acquires = ordering != .relaxed && ordering != .releasing
        let releases = ordering != .relaxed && ordering != .acquiring
        return watched(isLock ? .lock : .update, acquires, releases, site, body)
    }

    private func watched<Result>(
        _ kind: AtomicAccess.Kind, _ acquires: Bool, _ releases: Bool, _ site: AccessSite,
        _ body: () -> (result: Result, didWrite: Bool, text: () -> String)
    ) -> Result {
        guard let watcher = AccessWatch.watcher else { return body().result }
        let access = AtomicAccess(object: object, kind: kind, acquires: acquires, releases: releases, site: site)
        watcher.willAccess(access)
        let (result, didWrite, text) = body()
        watcher.didAccess(access, didWrite: didWrite, outcome: text)
        return result
    }
}

extension Atomic where Value: Equatable {
    @usableFromInline
    func compareExchange(
        expected: Value, desired: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> (exchanged: Bool, original: Value) {
        update(ordering, AccessSite(file, line, function)) {
            let before = value.pointee
            guard before == expected else { return ((false, before), false, { "\(before), not \(expected)" }) }
            return ((true, replace(by: desired).0), true, { "\(before) → \(desired)" })
        }
    }
}

extension Atomic where Value: FixedWidthInteger {
    @discardableResult @usableFromInline
    func add(
        _ operand: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> (oldValue: Value, newValue: Value) {
        change(ordering, AccessSite(file, line, function)) { $0 + operand }
    }

    @discardableResult @usableFromInline
    func subtract(
        _ operand: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> (oldValue: Value, newValue: Value) {
        change(ordering, AccessSite(file, line, function)) { $0 - operand }
    }

    @discardableResult @usableFromInline
    func max(
        _ operand: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> (oldValue: Value, newValue: Value) {
        change(ordering, AccessSite(file, line, function)) { Swift.max($0, operand) }
    }

    private func change(
        _ ordering: AtomicUpdateOrdering, _ site: AccessSite, _ body: (Value) -> Value
    ) -> (oldValue: Value, newValue: Value) {
        update(ordering, site) {
            let (before, _, text) = replace(by: body(value.pointee))
            return ((before, value.pointee), true, text)
        }
    }
}
#endif
