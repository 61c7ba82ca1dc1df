/// Cases that give something else here, each with the rule of ours that wants it so (`Docs/Contract.md`).
enum Deviations {
    private static let pending = "F1: what is held goes out before the failure"
    private static let last = "C1: what is held goes out before the end"
    private static let notEmpty = "a chunk is never empty"

    static let rules: [String: String] = [
        "rxjs.delay.2": "a negative time is a finding",
        "rxjs.combineLatest.8": "C3: it completes when an input has completed without an element",
        "rxjs.combineLatest-legacy.6": "C3: it completes when an input has completed without an element",
        "rxjs.combineLatest-legacy.8": "C3: it completes when an input has completed without an element",
        "rxjs.takeLast.9": "there is no takeLast; collect() and its suffix wait for the end also for none",
        "rxjs.combineLatestWith.4": "C3: it completes when an input has completed without an element",
        "rxjs.buffer.1": notEmpty, "rxjs.buffer.13": notEmpty, "rxjs.buffer.15": notEmpty,
        "rxjs.bufferTime.1": notEmpty,
        "rxjs.bufferTime.12": notEmpty, "rxjs.bufferTime.14": pending, "rxjs.buffer.19": pending,
        "rxjs.debounceTime.13": pending, "rxjs.debounceTime.15": pending, "rxjs.sampleTime.3": last,
        "rxjs.concatMap.14": "F2: a failure waits behind the elements before it, also those that nobody has taken",
    ]
}
