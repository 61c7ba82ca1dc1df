/// Sinks, with the type of their values together.
public struct SinkGroup<Value>: Sendable {
    var sinks: [AnyFlow]
    /// Takes the group's value out of the sinks' values, starting with the first sink of this group.
    let collect: @Sendable (inout SinkValues) -> Value
}

/// The values of a finished run's sinks, in the order in which they were listed.
struct SinkValues {
    let mailboxes: [AnyMailbox]
    var next = 0

    mutating func take<Value: Sendable>(_ type: Value.Type) -> Value {
        defer { next += 1 }
        // A sink that was cut short need not have said so.
        if mailboxes[next].isEmpty, let nothing = () as? Value { return nothing }
        // SAFETY: the sink at this place made the group's closure; a finished run has its value, or is not asked.
        let mailbox = unsafe unsafeDowncast(mailboxes[next], to: Mailbox<Value>.self)
        return MailboxReader(mailbox).reading().peek(0)
    }

    /// The first sink without a value.
    var missing: Int? { mailboxes.firstIndex { $0.isEmpty && !($0 is Mailbox<Void>) } }
}

/// Collects the sinks of a graph, one on each line; `if` gives an optional value, `for` an array.
@resultBuilder
public enum GraphBuilder {
    /// One sink.
    public static func buildExpression<Value: Sendable>(_ sink: Sink<Value>) -> SinkGroup<Value> {
        SinkGroup(sinks: [sink.result.erased]) { $0.take(Value.self) }
    }

    /// The sinks of a block: their values form a tuple.
    public static func buildBlock<each Value>(_ group: repeat SinkGroup<each Value>) -> SinkGroup<(repeat each Value)> {
        var sinks: [AnyFlow] = []
        repeat sinks.append(contentsOf: (each group).sinks)
        return SinkGroup(sinks: sinks) { values in (repeat (each group).collect(&values)) }
    }

    /// `if` without `else`.
    public static func buildOptional<Value>(_ group: SinkGroup<Value>?) -> SinkGroup<Value?> {
        SinkGroup(sinks: group?.sinks ?? []) { values in group?.collect(&values) }
    }

    /// The branch of `if`.
    public static func buildEither<Value>(first group: SinkGroup<Value>) -> SinkGroup<Value> { group }

    /// The branch of `else`; both branches must give the same type.
    public static func buildEither<Value>(second group: SinkGroup<Value>) -> SinkGroup<Value> { group }

    /// `for`.
    public static func buildArray<Value>(_ groups: [SinkGroup<Value>]) -> SinkGroup<[Value]> {
        SinkGroup(sinks: groups.flatMap(\.sinks)) { values in
            var collected: [Value] = []
            for group in groups { collected.append(group.collect(&values)) }
            return collected
        }
    }
}
