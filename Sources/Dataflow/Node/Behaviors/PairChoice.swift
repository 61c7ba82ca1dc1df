/// The input from which a pair takes next.
public enum PairChoice: Sendable, Equatable {
    /// Either one; if both have elements, they take turns.
    case either
    /// The left one before the right one: what the left one has goes before the next element of the right one, which
    /// still gets a turn when the left one always has elements.
    case leftFirst
    /// The right one before the left one.
    case rightFirst
    /// Only the left one; the right one waits.
    case left
    /// Only the right one; the left one waits.
    case right
    /// Only the left one from now on: the right one is cancelled with the cause *finished*.
    case leftForGood
    /// Only the right one from now on: the left one is cancelled with the cause *finished*.
    case rightForGood
    /// None from now on: both are cancelled with the cause *finished*, and the node completes once the behavior has
    /// nothing more to emit.
    case none

    /// The inputs that may give an element.
    @inlinable
    var sides: PairSides {
        switch self {
        case .either, .leftFirst, .rightFirst: .both
        case .left, .leftForGood: .left
        case .right, .rightForGood: .right
        case .none: []
        }
    }

    /// The inputs that are wanted at all, now or later.
    @inlinable
    var wanted: PairSides {
        switch self {
        case .leftForGood: .left
        case .rightForGood: .right
        case .none: []
        default: .both
        }
    }

    /// The inputs that go before the other.
    @inlinable
    var preferred: PairSides {
        switch self {
        case .leftFirst: .left
        case .rightFirst: .right
        default: []
        }
    }
}

/// Inputs of a pair: one, both or none.
public struct PairSides: OptionSet, Sendable {
    /// One bit for each input.
    public let rawValue: UInt8

    /// The sides with these bits.
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The left input.
    @inlinable public static var left: PairSides { PairSides(rawValue: 1) }
    /// The right input.
    @inlinable public static var right: PairSides { PairSides(rawValue: 2) }
    /// Both inputs.
    @inlinable public static var both: PairSides { PairSides(rawValue: 3) }

    /// The input's port; for a single side.
    @inlinable var port: Int { self == .left ? 0 : 1 }
    /// The side that is not this one; for a single side.
    @inlinable var other: PairSides { symmetricDifference(.both) }

    @inlinable
    static func at(_ port: Int) -> PairSides { port == 0 ? .left : .right }
}
