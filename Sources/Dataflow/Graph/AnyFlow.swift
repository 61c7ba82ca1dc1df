/// An output of a stage without its element type, with what was said about it.
@usableFromInline
package struct AnyFlow: AttachableFlow {
    @usableFromInline let stage: Stage
    @usableFromInline let output: Int
    @usableFromInline var attributes: Attributes

    @usableFromInline
    init(stage: Stage, output: Int, attributes: Attributes = Attributes()) {
        self.stage = stage
        self.output = output
        self.attributes = attributes
    }

    /// What modifiers have said: about the operator (name, policy) and about the edge that leaves it (capacity).
    @usableFromInline
    struct Attributes: Sendable {
        @usableFromInline var name: Annotation<String>?
        @usableFromInline var capacity: Annotation<Int>?
        @usableFromInline var policy: Annotation<FailurePolicy>?

        @usableFromInline
        init() {}

        /// Whether anything was said that a run or a validator must know, besides a capacity that can be.
        var hasAnnotations: Bool {
            if name != nil || policy != nil { return true }
            guard let capacity else { return false }
            return !Limits.capacity.contains(capacity.value)
        }
    }

    /// A value with the line on which it was given.
    @usableFromInline
    struct Annotation<Value: Sendable>: Sendable {
        @usableFromInline let value: Value
        @usableFromInline let site: SourceSite

        @usableFromInline
        init(_ value: Value, _ site: SourceSite) {
            self.value = value
            self.site = site
        }
    }
}
