// A clock for counting instructions, to be preloaded: each look at it is 100 ns after the last one. The engine sizes its
// steps by how long they take; with this it sizes them the same in each run, however slow the counter or busy the machine.
//
// A sleep takes a thousand times as long: the counter slows everything else down, and what the engine does by the real
// time, beside its steps, would count for many times what it costs.
#define _GNU_SOURCE
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static atomic_llong nanoseconds = 1000000000;

int clock_gettime(clockid_t clock, struct timespec *time) {
    (void)clock;
    long long now = atomic_fetch_add(&nanoseconds, 100);
    time->tv_sec = now / 1000000000;
    time->tv_nsec = now % 1000000000;
    return 0;
}

int nanosleep(const struct timespec *wish, struct timespec *left) {
    long long time = (wish->tv_sec * 1000000000LL + wish->tv_nsec) * 1000;
    struct timespec longer = {time / 1000000000, time % 1000000000};
    return (int)syscall(SYS_nanosleep, &longer, left);
}
