/// Cases that give something else here, each with the rule of ours that wants it so (`Docs/Contract.md`).
enum Deviations {
    private static let pending = "F11: what is held goes out before the failure"
    private static let last = "C1, R2: what is held goes out before the end, at once"
    private static let notEmpty = "a chunk is never empty"
    private static let waiting = "F2: a failure waits behind the elements before it, also those that nobody has taken"
    private static let zipped = "C3: it completes when an input has completed and holds no element"
    private static let due = "R6: what is due at a moment comes before what arrives in it"
    private static let clock = "T1: intervals follow the clock from the start of the run"
    private static let zero = "R7: a time that makes no sense is a finding"
    private static let end = "R1: an end stands behind the elements, and is not delayed itself"
    private static let kept = "H1: a late reader gets what the hub keeps, also when it has ended"
    private static let ticks = "there are no schedulers: elements come as fast as they are taken"
    private static let newest = "throttle: the newest leaves when the interval ends, whether or not another one comes"
    private static let dropping = "throttle: without `latest`, what comes within an interval is dropped"

    private static let place = "P13: the mailbox behind holds one element more"
    private static let early = "H1: a reader reads from its run's start on, also before its turn"
    private static let whole = "an array of a window comes when that completes, and not when it fails"

    /// What may come out the same as well.
    static let beside = "elements of one instant reach the readers of a hub side by side"

    static let rules: [String: String] = [
        "rxjs.delay.2": zero, "rxjs.interval.2": zero, "rxjs.interval.3": zero,
        "rxjs.combineLatest.8": zipped, "rxjs.combineLatest-legacy.6": zipped, "rxjs.combineLatest-legacy.8": zipped,
        "rxjs.combineLatestWith.4": zipped, "rxjs.combineLatestAll.7": zipped, "rxswift.zip.1": zipped,
        "rxswift.zip.15": zipped, "rxswift.zip.16": zipped,
        "rxjs.takeLast.9": "suffix waits for the end also for none",
        "rxjs.buffer.1": notEmpty, "rxjs.buffer.13": notEmpty, "rxjs.buffer.15": notEmpty, "rxjs.buffer.4": notEmpty,
        "rxjs.buffer.5": notEmpty, "rxjs.buffer.23": notEmpty, "rxjs.buffer.25": notEmpty,
        "rxjs.bufferTime.1": notEmpty,
        "rxjs.bufferWhen.13": notEmpty, "rxjs.window.2": notEmpty, "rxjs.window.3": notEmpty,
        "rxjs.windowCount.3": notEmpty, "rxjs.windowTime.8": notEmpty, "rxjs.windowWhen.11": notEmpty,
        "rxjs.bufferTime.12": notEmpty, "rxjs.bufferTime.4": clock, "rxswift.buffer.1": clock,
        "rxjs.bufferTime.14": pending, "rxjs.buffer.19": pending, "rxjs.debounceTime.13": pending,
        "rxjs.debounceTime.15": pending, "rxjs.audit.10": pending, "rxswift.takeLast.4": pending,
        "rxswift.throttle.10": pending, "saa.chunkedBy.4": pending, "saa.chunksOfCountOrTime.5": pending,
        "rxjs.sampleTime.3": last, "rxjs.audit.9": last, "rxjs.throttle.24": last, "rxjs.throttle.25": last,
        "rxswift.skip.22": last,
        "rxjs.concatMap.14": waiting, "rxswift.merge.10": waiting,
        "rxjs.audit.6": due, "rxjs.debounce.18": due, "saa.throttle.5": due,
        "rxjs.observeOn.2": end, "rxswift.delay.2": end, "rxswift.delay.5": end,
        "rxjs.publishBehavior.24": kept, "rxjs.publishBehavior.25": kept,
        "rxjs.share.86": beside, "rxjs.share.129": beside,
        "rxjs.shareReplay.31": kept, "rxjs.share.234": early, "rxjs.share.237": early, "rxjs.share.238": early,
        "rxjs.share.240": early, "saa.buffer.1": place, "saa.buffer.4": place, "saa.buffer.5": place,
        "saa.identity.8": "C1: completion needs no demand", "rxjs.windowToggle.9": whole, "rxjs.windowToggle.10": whole,
        "rxjs.windowToggle.12": whole,
        "rxswift.from.4": ticks, "rxswift.from.5": ticks, "rxswift.from.6": ticks, "rxswift.from.7": ticks,
        "rxswift.from.8": ticks, "rxswift.from.9": ticks, "rxswift.just.2": ticks, "rxswift.of.2": ticks,
        "rxswift.of.3": ticks, "rxswift.range.1": ticks, "rxswift.range.2": ticks,
        "saa.throttle.14": newest, "saa.throttle.16": newest, "saa.throttle.8": dropping, "saa.throttle.10": dropping,
    ]

    static func rule(for trial: MarbleCase) -> String? { rules[trial.id] }
}
