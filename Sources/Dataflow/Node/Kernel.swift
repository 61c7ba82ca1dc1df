/// The decision of one shape of node: what happens with what is there. It never waits; its ``NodeShell`` does.
///
/// A kernel reads and writes its mailboxes as far as there are elements and room, and answers *again*, *ended*, or what it
/// waits for. A step sees neither a cancelled run nor an output that nobody wants: then ``stop(_:_:)`` is called instead.
@usableFromInline
package protocol Kernel: SendableMetatype {
    /// What the node is joined to.
    var wiring: NodeWiring { get }

    /// Handles what is there, up to the turn's budget.
    mutating func step(_ turn: Turn) -> Step

    /// Whether nobody wants more of what comes out.
    var isUnwanted: Bool { get }

    /// Why; nil while the node after this one, whose elements nobody wants either, has yet to say it.
    var unwantedCause: CancellationCause? { get }

    /// The run is cancelled, or nobody wants more: ends the node, or answers what it waits for before it can end; then it
    /// is called again.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step

    /// The run drains: a source ends. Nil goes on as before.
    mutating func drain(_ turn: Turn) -> Step?

    /// Lets go of what it holds; called once, after the last step.
    mutating func close()

    /// After a step with more to do: announces what is waited for even so.
    mutating func listen(_ turn: Turn)

    /// Announces what is waited for, looks once more and gives back what is free; true when the node may go idle. Written
    /// beside ``NodeShell``, for each shape of ends.
    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool
}

extension Kernel {
    @inlinable
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step { wiring.stop(cause, turn) }

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

/// A kernel with one input and many outputs.
@usableFromInline
package protocol SplitShape: Kernel {
    associatedtype InputSide: ConsumerSide
    var input: InputSide { get }
}
