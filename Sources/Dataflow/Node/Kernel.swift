/// The decision of one shape of node: what to do with the elements and the room there are. A kernel never waits; its
/// ``NodeShell`` does.
///
/// A kernel reads and writes its mailboxes as far as there are elements and room, and answers *again*, *ended*, or what
/// it waits for. The shell does not call ``step(_:)`` when the run is cancelled or nobody wants the output, but
/// ``stop(_:_:)``.
@usableFromInline
package protocol Kernel: SendableMetatype {
    /// What the node is connected to.
    var wiring: NodeWiring { get }

    /// Handles what is there, up to the turn's budget.
    mutating func step(_ turn: Turn) -> Step

    /// Whether nobody wants more of the output.
    var isUnwanted: Bool { get }

    /// Why nobody wants more; nil while the consumer, whose own output nobody wants either, has yet to cancel.
    var unwantedCause: CancellationCause? { get }

    /// Called when the run is cancelled, or nobody wants more. Ends the node, or answers what the node must wait for
    /// before it can end; then it is called again.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step

    /// Called in the node of a sink when the run ends before its input has: gives the value as far as it has come, and ends.
    /// Or answers what the node must wait for before it can; then it is called again.
    mutating func finishEarly(_ turn: Turn) -> Step

    /// Called when the run drains: a source ends. Nil means to step as before.
    mutating func drain(_ turn: Turn) -> Step?

    /// Releases what the kernel holds; called once, after the last step.
    mutating func close()

    /// Called after a step that has more to do: announces the waits that hold even so.
    mutating func listen(_ turn: Turn)

    /// Announces what the node waits for, looks once more and releases what is free; true when the node may go idle.
    /// Each shape has one, in the file beside ``NodeShell``.
    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool
}

extension Kernel {
    @inlinable
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step { wiring.stop(cause, turn) }

    /// A sink with no value but `()`, or one that gives none before its end.
    @inlinable
    package mutating func finishEarly(_ turn: Turn) -> Step { stop(.finished, turn) }

    @inlinable
    package mutating func drain(_ turn: Turn) -> Step? { nil }

    @inlinable
    package mutating func close() {}

    @inlinable
    package mutating func listen(_ turn: Turn) {}
}

/// A kernel with one output and no input.
@usableFromInline
package protocol SourceShape: Kernel {
    associatedtype OutputSide: ProducerSide
    var output: OutputSide { get }
}

/// A kernel with one input and one output.
@usableFromInline
package protocol LinearShape: Kernel {
    associatedtype InputSide: ConsumerSide
    associatedtype OutputSide: ProducerSide
    var input: InputSide { get }
    var output: OutputSide { get }
}

/// A kernel with many inputs and one output.
@usableFromInline
package protocol JoinShape: Kernel {
    associatedtype OutputSide: ProducerSide
    var output: OutputSide { get }
}

/// A ``JoinShape`` that looks only at inputs with news.
@usableFromInline
package protocol TurnsShape: JoinShape {
    var turns: InputTurns { get set }
}

/// A ``JoinShape`` with two inputs that says at which of them it waits.
@usableFromInline
package protocol PairShape: JoinShape {}

/// A kernel with one input, one output, and flows that it reads while they live, in slots that are the inputs of `turns`.
@usableFromInline
package protocol NestShape: JoinShape {
    associatedtype InputSide: ConsumerSide
    var input: InputSide { get }
    var turns: InputTurns { get set }
    /// What the node has an element for, and waits for room in.
    var awaitedFeed: ProducerEnd? { get }
    /// Whether the node reads the flows now.
    var isReadingSlots: Bool { get }
    var slots: NestedSlots { get }
}

/// A kernel with one input and many outputs.
@usableFromInline
package protocol SplitShape: Kernel {
    associatedtype InputSide: ConsumerSide
    var input: InputSide { get }
}
