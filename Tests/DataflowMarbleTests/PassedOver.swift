/// The cases that are not run, and why.
enum PassedOver {
    /// How many cases are run, and how many are passed over for each reason: whoever passes over one more has to say so here.
    static let runCount = 1_281
    static let counts: [CaseGraph.Reason: Int] = [.noCounterpart: 51, .untold: 79, .foreign: 24]

    /// What we have no counterpart for, and why that is so.
    static let noCounterpart: [String: String] = [
        "a window or a group as an element": "windows are arrays, and a group is a flow inside of `grouped`",
        "a share within a closure": "a flow that a graph uses twice needs no operator",
        "the argument creationInterval": "windows of time do not overlap",
        "windows of time that overlap": "windows of time do not overlap",
        "windows that overlap, shorter at the end": "`windows(ofCount:)` gives whole ones",
        "the argument startEvery": "`windows(ofCount:)` gives whole ones",
        "a prefix with the element that ends it": "`prefix(while:)` leaves that element out",
        "a notifier that is no hot flow": "a flow that starts anew for each failure begins anew",
        "a pause that is a flow": "`retry` has a policy, and `repeat` is `concatMap`",
        "a time that fails": "`throttle` and `debounce` have times, and no flows for them",
        "a delay up to a date": "the clock of a run has no dates",
        "expand with a limit": "an element leaves `feedback` when it comes, and not when its flow has begun",
        "the argument elementOrOptions": "a group is a flow: it maps its elements itself",
        "the argument duration": "a group closes when it idles, or when its flow ends",
        "the argument flushes": "`distinct` has a bound, and does not forget all at once",
        "a sample with a default": "`sample` gives elements once",
        "a later first": "`timeout(_:)` counts for the first element too",
        "animationFrames": "a browser's",
    ]

    static func knows(_ unknown: CaseGraph.Unknown) -> Bool {
        unknown.reason != .noCounterpart || noCounterpart[unknown.what] != nil
    }
}
