package main

import (
	"context"
	"sync"
	"time"
)

// How long others wait for a function that computes. Every workload is a number of rounds; what a
// round counts is one sample, and adds one to the sum.

// rounds gives each round's own time, not what comes before and after it.
func rounds(round func() time.Duration) work {
	return func(s size) outcome {
		o := outcome{samples: make([]time.Duration, 0, s.elements)}
		for range s.elements {
			o.samples = append(o.samples, round())
			o.sum++
		}
		return o
	}
}

func promptness() map[string]func() time.Duration {
	return map[string]func() time.Duration{
		"promptcancel":    promptCancel,
		"promptdeadline":  promptDeadline,
		"promptfailure":   promptFailure,
		"promptfirst":     promptFirst,
		"promptburst":     promptBurst,
		"promptneighbour": promptNeighbour,
	}
}

// keepThread computes for so long by the clock on the wall.
func keepThread(length time.Duration) {
	for start := time.Now(); time.Since(start) < length; {
	}
}

// untilCancelled computes, and looks every 100 µs whether it was cancelled; it gives up after 200 ms.
func untilCancelled(ctx context.Context, begun chan<- struct{}) {
	close(begun)
	for start := time.Now(); ctx.Err() == nil && time.Since(start) < 200*time.Millisecond; {
		keepThread(100 * time.Microsecond)
	}
}

// computing starts source, map and sink; the map computes over its only element. The channel closes
// when all three have ended.
func computing(ctx context.Context) (begun, ended chan struct{}) {
	begun, ended = make(chan struct{}), make(chan struct{})
	out := make(chan int64, 1)
	in := source(0, 1, 1)
	go func() {
		defer close(out)
		for value := range in {
			untilCancelled(ctx, begun)
			out <- value
		}
	}()
	result := sink(out, addValue)
	go func() {
		<-result
		close(ended)
	}()
	return begun, ended
}

// From the cancel to the end of the graph.
func promptCancel() time.Duration {
	ctx, cancel := context.WithCancel(context.Background())
	begun, ended := computing(ctx)
	<-begun
	start := time.Now()
	cancel()
	<-ended
	return time.Since(start)
}

// How much later than a deadline of 1 ms the graph ends.
func promptDeadline() time.Duration {
	ctx, cancel := context.WithCancel(context.Background())
	begun, ended := computing(ctx)
	<-begun
	start := time.Now()
	timer := time.AfterFunc(time.Millisecond, cancel)
	defer timer.Stop()
	<-ended
	return time.Since(start) - time.Millisecond
}

// From the failure of one function to the end of all, while the operator's other function computes.
func promptFailure() time.Duration {
	ctx, cancel := context.WithCancel(context.Background())
	begun := make(chan struct{})
	var failed time.Time
	var both sync.WaitGroup
	both.Go(func() { untilCancelled(ctx, begun) })
	both.Go(func() {
		<-begun
		failed = time.Now()
		cancel()
	})
	both.Wait()
	return time.Since(failed)
}

// Until the sink sees the first of eight elements that take 2 ms each.
func promptFirst() time.Duration {
	start := time.Now()
	slow := mapNode(source(0, 8, 256), 256, func(value int64) int64 {
		keepThread(2 * time.Millisecond)
		return value
	})
	var first time.Duration
	for value := range slow {
		if value == 0 {
			first = time.Since(start)
		}
	}
	return first
}

// Two elements of 20 ms each for two workers that wait, until both are done.
func promptBurst() time.Duration {
	in, out := make(chan int64, 2), make(chan int64, 2)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for value := range in {
				keepThread(20 * time.Millisecond)
				out <- value
			}
		})
	}
	time.Sleep(2 * time.Millisecond)
	start := time.Now()
	in <- 0
	in <- 1
	<-out
	<-out
	elapsed := time.Since(start)
	close(in)
	workers.Wait()
	return elapsed
}

// Until a light branch of 100 elements is done, beside a function that keeps its thread for 20 ms.
func promptNeighbour() time.Duration {
	start := time.Now()
	heavy := make(chan struct{})
	go func() {
		defer close(heavy)
		keepThread(20 * time.Millisecond)
	}()
	light := source(0, 100, 1)
	for range 2 {
		light = mapNode(light, 1, addOne)
	}
	<-sink(light, addValue)
	elapsed := time.Since(start)
	<-heavy
	return elapsed
}
