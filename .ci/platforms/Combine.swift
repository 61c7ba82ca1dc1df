// Stands in for Apple's module, so that what Dataflow does with it is compiled elsewhere too: the few types that it names, as
// Apple declares them. What it does is tried against OpenCombine, in `Benchmarks`. Never linked.

public protocol Cancellable {
    func cancel()
}

public struct CombineIdentifier: Hashable {}

public protocol CustomCombineIdentifierConvertible {
    var combineIdentifier: CombineIdentifier { get }
}

extension CustomCombineIdentifierConvertible where Self: AnyObject {
    public var combineIdentifier: CombineIdentifier { CombineIdentifier() }
}

public protocol Subscription: Cancellable, CustomCombineIdentifierConvertible {
    func request(_ demand: Subscribers.Demand)
}

public protocol Publisher<Output, Failure> {
    associatedtype Output
    associatedtype Failure: Error

    func receive<Downstream: Subscriber>(subscriber: Downstream)
    where Downstream.Failure == Failure, Downstream.Input == Output
}

extension Publisher {
    public func subscribe<Downstream: Subscriber>(_ subscriber: Downstream)
    where Downstream.Failure == Failure, Downstream.Input == Output {}
}

public protocol Subscriber<Input, Failure>: CustomCombineIdentifierConvertible {
    associatedtype Input
    associatedtype Failure: Error

    func receive(subscription: any Subscription)
    func receive(_ input: Input) -> Subscribers.Demand
    func receive(completion: Subscribers.Completion<Failure>)
}

public enum Subscribers {
    public struct Demand: Equatable, Comparable, Hashable, Sendable {
        public static var unlimited: Demand { Demand() }
        public static var none: Demand { Demand() }
        public static func max(_ value: Int) -> Demand { Demand() }
        public static func < (left: Demand, right: Demand) -> Bool { false }
        public static func += (left: inout Demand, right: Demand) {}
        public static func -= (left: inout Demand, right: Int) {}
    }

    @frozen
    public enum Completion<Failure: Error> {
        case finished
        case failure(Failure)
    }
}
