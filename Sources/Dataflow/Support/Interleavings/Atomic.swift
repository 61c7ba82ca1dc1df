#if DATAFLOW_INTERLEAVINGS
import Synchronization

/// The library's atomic as the explorer sees it, with a stop before every access; its name hides the original from the
/// rest of the module.
@usableFromInline
struct Atomic<Value>: ~Copyable, @unchecked Sendable {
    // SAFETY: only one of the explorer's participants runs at a time, so plain memory is atomic enough; nothing else
    // runs in this build.
    /// The last values, the newest at the end.
    private let values: Swift.UnsafeMutablePointer<[Value]>
    private let object: Int

    @usableFromInline
    init(
        _ initial: Value, file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) {
        values = .allocate(capacity: 1)
        values.initialize(to: [initial])
        object = AccessWatch.watcher?.atomicWasMade(AccessSite(file, line, function)) ?? -1
    }

    deinit {
        values.deinitialize(count: 1)
        values.deallocate()
    }

    @usableFromInline
    func load(
        ordering: AtomicLoadOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> Value {
        access(.load, AccessOrder(ordering), AccessSite(file, line, function), isReadable: { _ in true }) { now in
            (now, nil, { "\(now)" })
        }
    }

    @usableFromInline
    func store(
        _ desired: Value, ordering: AtomicStoreOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) {
        access(.store, AccessOrder(ordering), AccessSite(file, line, function)) { _ in
            ((), desired, { "\(desired)" })
        }
    }

    @usableFromInline
    func exchange(
        _ desired: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> Value {
        let isLock = "\(file)" == "Dataflow/SpinLock.swift"
        return access(isLock ? .lock : .update, AccessOrder(ordering), AccessSite(file, line, function)) { before in
            (before, desired, { "\(before) → \(desired)" })
        }
    }

    /// Makes an access; `body` maps the value that is read to the answer and the value to write.
    ///
    /// - Parameter isReadable: whether an older value can be read; a write reads the newest.
    private func access<Result>(
        _ kind: AtomicAccess.Kind, _ order: AccessOrder, _ site: AccessSite,
        isReadable: (Value) -> Bool = { _ in false },
        _ body: (Value) -> (result: Result, written: Value?, text: () -> String)
    ) -> Result {
        let access = AtomicAccess(object: object, kind: kind, order: order, site: site)
        let age = choose(access, isReadable)
        let (result, written, text) = body(value(age))
        if let written { write(written) }
        AccessWatch.watcher?.didAccess(access, age: age, didWrite: written != nil, outcome: text)
        return result
    }

    /// The age of the value to read. Where a value has been stored, the engine may rely on it and trap at nil, and so
    /// would the explorer. So an old nil is reported, and not read.
    private func choose(_ access: AtomicAccess, _ isReadable: (Value) -> Bool) -> Int {
        guard let watcher = AccessWatch.watcher else { return 0 }
        let age = watcher.willAccess(access) { isReadable(value($0)) }
        guard age > 0, "\(value(age))" == "nil", "\(value(0))" != "nil" else { return age }
        watcher.complain("nil is read where something was stored before: \(access.site.function)")
        return 0
    }

    private func value(_ age: Int) -> Value { values.pointee[values.pointee.count - 1 - age] }

    private func write(_ value: Value) {
        if values.pointee.count >= AccessWatch.valuesKept { values.pointee.removeFirst() }
        values.pointee.append(value)
    }
}

extension Atomic where Value: Equatable {
    @usableFromInline
    func compareExchange(
        expected: Value, desired: Value, ordering: AtomicUpdateOrdering,
        file: StaticString = #fileID, line: UInt = #line, function: StaticString = #function
    ) -> (exchanged: Bool, original: Value) {
        // A failed exchange is a load, and may read an older value that is not the expected one either.
        access(.update, AccessOrder(ordering), AccessSite(file, line, function), isReadable: { $0 != expected }) {
            before in
            guard before == expected else { return ((false, before), nil, { "\(before), not \(expected)" }) }
            return ((true, before), desired, { "\(before) → \(desired)" })
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
        access(.update, AccessOrder(ordering), site) { before in
            let after = body(before)
            return ((before, after), after, { "\(before) → \(after)" })
        }
    }
}
#endif
