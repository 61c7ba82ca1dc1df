import DataflowProbes

/// Runs the tasks that prefer it when the test says so: afterwards each has ended or waits for something else.
final class HandExecutor: TaskExecutor {
    private let jobs = Locked<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs { $0.append(job) }
    }

    func run() {
        while let job = jobs({ $0.isEmpty ? nil : $0.removeFirst() }) {
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
