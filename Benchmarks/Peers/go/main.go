// Dataflow with goroutines and channels: every operator a goroutine, every edge a
// channel of the given capacity. See ../README.md for the command line.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

type size struct {
	elements int64
	capacity int
}

type outcome struct {
	sum     int64
	elapsed time.Duration
	samples []time.Duration // filled by latency workloads only
}

type work func(size) outcome

// A case runs on `threads` threads at most; 0 means one per core.
type testCase struct {
	workload, form, variant string
	threads                 int
	run                     work
}

// timed covers building, running and finishing the graph.
func timed(body func(size) int64) work {
	return func(s size) outcome {
		start := time.Now()
		sum := body(s)
		return outcome{sum: sum, elapsed: time.Since(start)}
	}
}

func allCases() []testCase {
	var cases []testCase
	nodes := func(workload, engine string, run work) {
		cases = append(cases,
			testCase{workload, "nodes", engine, 0, run},
			testCase{workload, "nodes", engine + "-1thread", 1, run})
	}
	fused := func(workload string, run work) {
		cases = append(cases, testCase{workload, "fused", "plain-loop", 1, run})
	}
	for _, maps := range []int{1, 3, 8} {
		name := fmt.Sprintf("chain%d", maps)
		nodes(name, "channels", timed(func(s size) int64 { return chain(maps, s) }))
		fused(name, timed(func(s size) int64 { return fusedChain(maps, s) }))
	}
	for _, sources := range []int{4, 64} {
		name := fmt.Sprintf("merge%d", sources)
		nodes(name, "shared-channel", timed(func(s size) int64 { return mergeShared(sources, s) }))
		nodes(name, "select", timed(func(s size) int64 { return mergeSelect(sources, s) }))
		fused(name, timed(func(s size) int64 { return fusedMerge(sources, s) }))
	}
	nodes("zip", "channels", timed(zip))
	fused("zip", timed(fusedZip))
	nodes("broadcastzip", "channels", timed(broadcastZip))
	fused("broadcastzip", timed(fusedBroadcastZip))
	nodes("balancemerge", "shared-channel", timed(balanceMerge))
	nodes("mapasync4ready", "channels", timed(func(s size) int64 { return mapAsyncOrdered(ready, s) }))
	nodes("mapasync4spawned", "channels", timed(func(s size) int64 { return mapAsyncOrdered(spawned, s) }))
	nodes("mapasync4unorderedready", "worker-pool", timed(balanceMerge))
	nodes("mapasync4unorderedspawned", "channels", timed(mapAsyncUnordered))
	nodes("merge10000", "shared-channel", mergeMostlyIdle)
	nodes("pingpong", "channels", timed(pingPong))
	nodes("latency8", "channels", latency)
	nodes("small1000", "channels", timed(small))
	nodes("buildrun10", "channels", timed(buildRun))
	for _, workload := range slices.Sorted(maps.Keys(promptness())) {
		nodes(workload, "channels", rounds(promptness()[workload]))
	}
	return cases
}

func expected(workload string, n int64) int64 {
	triangle := n * (n - 1) / 2
	var count int64
	if strings.HasPrefix(workload, "prompt") {
		return n
	}
	switch workload {
	case "zip":
		return 2 * triangle
	case "broadcastzip":
		return 2 * (triangle + n)
	case "pingpong":
		return 2 * n
	case "latency8":
		return triangle + 8*n
	case "small1000":
		return 1000 * 55
	case "buildrun10":
		return 8 * n
	}
	if _, err := fmt.Sscanf(workload, "chain%d", &count); err == nil {
		return triangle + count*n
	}
	if _, err := fmt.Sscanf(workload, "merge%d", &count); err == nil {
		return triangle
	}
	return triangle + n // one map: balancemerge, mapasync4*
}

func (c testCase) measure(s size) outcome {
	threads := c.threads
	if threads == 0 {
		threads = runtime.NumCPU()
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(threads))
	return c.run(s)
}

func (c testCase) report(s size, o outcome) {
	if want := expected(c.workload, s.elements); o.sum != want {
		fail(1, "%s (%s %s): sum is %d, should be %d", c.workload, c.form, c.variant, o.sum, want)
	}
	result := fmt.Sprintf(`"ns_per_element":%.2f`, float64(o.elapsed)/float64(s.elements))
	if o.samples != nil {
		slices.Sort(o.samples)
		result = fmt.Sprintf(`"p50_ns":%d,"p99_ns":%d`,
			o.samples[len(o.samples)/2], o.samples[len(o.samples)*99/100])
	}
	fmt.Printf(`{"peer":"go","form":"%s","variant":"%s","workload":"%s","capacity":%d,"elements":%d,%s}`+"\n",
		c.form, c.variant, c.workload, s.capacity, s.elements, result)
}

func fail(status int, format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "go: "+format+"\n", arguments...)
	os.Exit(status)
}

func main() {
	list := flag.Bool("list", false, "print the workloads")
	workload := flag.String("workload", "", "the workload to run")
	elements := flag.Int64("elements", 1_000_000, "elements in all")
	capacity := flag.Int("capacity", 256, "capacity of every channel, 0 is unbuffered")
	rounds := flag.Int("rounds", 5, "measured rounds")
	flag.Parse()

	cases := allCases()
	if *list {
		last := ""
		for _, c := range cases {
			if c.workload != last {
				last = c.workload
				fmt.Println(last)
			}
		}
		return
	}
	cases = slices.DeleteFunc(cases, func(c testCase) bool { return c.workload != *workload })
	if len(cases) == 0 {
		fail(2, "no such workload")
	}
	s := size{*elements, *capacity}
	if *workload == "small1000" {
		s.elements = 1000
	}
	if s.elements < 1 || s.capacity < 0 || *rounds < 1 {
		fail(2, "a number out of range")
	}
	for _, c := range cases {
		c.measure(s) // warm-up: threads, stacks, the heap's size
	}
	for range *rounds {
		// Forms take turns, so that a slow spell of the machine meets them all.
		for _, c := range cases {
			c.report(s, c.measure(s))
		}
	}
}
