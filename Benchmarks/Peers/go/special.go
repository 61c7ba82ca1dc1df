package main

import (
	"reflect"
	"sync"
	"time"
)

// mergeSelect: a node that selects over one channel per source. Go's select
// statement has a fixed number of cases, beyond it there is only reflection.
func mergeSelect(sources int, s size) int64 {
	ins := make([]<-chan int64, sources)
	for i := range ins {
		from, end := part(i, sources, s.elements)
		ins[i] = source(from, end, s.capacity)
	}
	out := make(chan int64, s.capacity)
	result := sink(out, addValue)
	if sources == 4 {
		go selectFour([4]<-chan int64(ins), out)
	} else {
		go selectMany(ins, out)
	}
	return <-result
}

func selectFour(ins [4]<-chan int64, out chan<- int64) {
	defer close(out)
	for open := 4; open > 0; {
		var value int64
		var ok bool
		var from int
		select {
		case value, ok = <-ins[0]:
			from = 0
		case value, ok = <-ins[1]:
			from = 1
		case value, ok = <-ins[2]:
			from = 2
		case value, ok = <-ins[3]:
			from = 3
		}
		if ok {
			out <- value
		} else {
			ins[from] = nil // a nil channel is never ready
			open--
		}
	}
}

func selectMany(ins []<-chan int64, out chan<- int64) {
	defer close(out)
	cases := make([]reflect.SelectCase, len(ins))
	for i, in := range ins {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(in)}
	}
	for len(cases) > 0 {
		from, value, ok := reflect.Select(cases)
		if ok {
			out <- value.Int()
		} else {
			last := len(cases) - 1
			cases[from] = cases[last]
			cases = cases[:last]
		}
	}
}

// mergeMostlyIdle: 10,000 sources on one channel, of which four send. The clock
// starts when all goroutines exist: what do the idle ones cost per element?
func mergeMostlyIdle(s size) outcome {
	const sources, active = 10_000, 4
	merged := make(chan int64, s.capacity)
	start, stop := make(chan struct{}), make(chan struct{})
	var waiting, senders, idle sync.WaitGroup
	waiting.Add(sources)
	idle.Add(sources - active)
	for range sources - active {
		go func() {
			defer idle.Done()
			waiting.Done()
			<-stop
		}()
	}
	for i := range active {
		senders.Add(1)
		go func() {
			defer senders.Done()
			waiting.Done()
			<-start
			from, end := part(i, active, s.elements)
			for value := from; value < end; value++ {
				merged <- value
			}
		}()
	}
	result := sink(merged, addValue)
	waiting.Wait()
	begin := time.Now()
	close(start)
	senders.Wait()
	close(merged)
	sum := <-result
	elapsed := time.Since(begin)
	close(stop)
	idle.Wait()
	return outcome{sum: sum, elapsed: elapsed}
}

type asyncFunction func(int64) <-chan int64

// ready is an asynchronous function that has its result already.
func ready(value int64) <-chan int64 {
	future := make(chan int64, 1)
	future <- addOne(value)
	return future
}

func spawned(value int64) <-chan int64 {
	future := make(chan int64, 1)
	go func() { future <- addOne(value) }()
	return future
}

// mapAsyncOrdered queues the futures in the order of the elements. Four are in
// flight: two in the queue, one in the hands of either goroutine.
func mapAsyncOrdered(f asyncFunction, s size) int64 {
	in := source(0, s.elements, s.capacity)
	pending := make(chan (<-chan int64), 2)
	go func() {
		defer close(pending)
		for value := range in {
			pending <- f(value)
		}
	}()
	out := make(chan int64, s.capacity)
	go func() {
		defer close(out)
		for future := range pending {
			out <- <-future
		}
	}()
	return <-sink(out, addValue)
}

// mapAsyncUnordered starts a goroutine per element, four at a time.
func mapAsyncUnordered(s size) int64 {
	in := source(0, s.elements, s.capacity)
	out := make(chan int64, s.capacity)
	go func() {
		defer close(out)
		slots := make(chan struct{}, 4)
		for value := range in {
			slots <- struct{}{}
			go func() {
				out <- addOne(value)
				<-slots
			}()
		}
		for range cap(slots) {
			slots <- struct{}{} // waits for those still running
		}
	}()
	return <-sink(out, addValue)
}

// latency: one element through eight waiting nodes, seen from outside.
func latency(s size) outcome {
	first := make(chan int64, s.capacity)
	var last <-chan int64 = first
	for range 8 {
		last = mapNode(last, s.capacity, addOne)
	}
	o := outcome{samples: make([]time.Duration, 0, s.elements)}
	for value := range s.elements {
		start := time.Now()
		first <- value
		o.sum += <-last
		o.samples = append(o.samples, time.Since(start))
	}
	close(first)
	return o
}
