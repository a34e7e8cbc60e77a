//! Jobs that are cheaper together: whatever waits is done at once, up to a bound. A job that is alone waits for nobody.

use crate::error::Refused;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, oneshot};

/// Most jobs that are done together.
const BATCH: usize = 128;
/// Jobs that may wait.
const QUEUE: usize = 1_024;

/// Threads of their own for the jobs of all collectors. They come to their turn one after the other, so that a burst in
/// one of them does not keep the others waiting for more than a batch.
pub(crate) struct Workers {
    /// As many as there are threads.
    turns: Arc<Semaphore>,
    threads: ThreadPool,
}

impl Workers {
    /// Starts so many threads. What they use is theirs: monitoring finds them by their name.
    pub(crate) fn start(threads: usize) -> Result<Arc<Self>, ThreadPoolBuildError> {
        Ok(Arc::new(Self {
            turns: Arc::new(Semaphore::new(threads)),
            threads: ThreadPoolBuilder::new()
                .num_threads(threads)
                .thread_name(|number| format!("door-{number}"))
                // Whoever waits for an answer learns of it, for there will be none.
                .panic_handler(|_| tracing::error!("checking voters' lines has panicked"))
                .build()?,
        }))
    }
}

struct Waiting<J, O> {
    job: J,
    answer: oneshot::Sender<O>,
}

/// Collects jobs, and has them done. Ends when it is dropped.
pub(crate) struct Collector<J, O>(mpsc::Sender<Waiting<J, O>>);

impl<J: Send + 'static, O: Send + 'static> Collector<J, O> {
    /// Starts one. `work` gives an outcome for every job, in order.
    pub(crate) fn start(
        workers: Arc<Workers>,
        work: impl Fn(Vec<J>) -> Vec<O> + Send + Sync + 'static,
    ) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(collect(waiting, workers, Arc::new(work)));
        Self(queue)
    }

    /// Does a job, with whatever else waits.
    pub(crate) async fn done(&self, job: J) -> Result<O, Refused> {
        let (answer, answered) = oneshot::channel();
        self.0
            .try_send(Waiting { job, answer })
            .map_err(|_| Refused::busy())?;
        answered.await.map_err(|_| Refused::trouble())
    }
}

async fn collect<J: Send + 'static, O: Send + 'static>(
    mut waiting: mpsc::Receiver<Waiting<J, O>>,
    workers: Arc<Workers>,
    work: Arc<impl Fn(Vec<J>) -> Vec<O> + Send + Sync + 'static>,
) {
    while let Some(first) = waiting.recv().await {
        // While this waits for its turn the batch grows.
        let Ok(turn) = workers.turns.clone().acquire_owned().await else {
            return;
        };
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        // Who has gone needs no answer.
        batch.retain(|waiting| !waiting.answer.is_closed());
        if batch.is_empty() {
            continue;
        }
        let work = work.clone();
        workers.threads.spawn(move || {
            let (jobs, answers): (Vec<J>, Vec<oneshot::Sender<O>>) = batch
                .into_iter()
                .map(|waiting| (waiting.job, waiting.answer))
                .unzip();
            for (answer, outcome) in answers.into_iter().zip(work(jobs)) {
                // The poster may have gone.
                drop(answer.send(outcome));
            }
            drop(turn);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join_all;
    use std::sync::Mutex;

    /// A collector that doubles numbers, panics on 13, and writes down how large its batches were.
    fn doubling(workers: &Arc<Workers>) -> (Collector<u32, u32>, Arc<Mutex<Vec<usize>>>) {
        let sizes = Arc::new(Mutex::new(Vec::new()));
        let seen = sizes.clone();
        let collector = Collector::start(workers.clone(), move |jobs: Vec<u32>| {
            seen.lock().unwrap().push(jobs.len());
            assert!(!jobs.contains(&13), "unlucky");
            jobs.into_iter().map(|job| 2 * job).collect()
        });
        (collector, sizes)
    }

    #[tokio::test]
    async fn a_lone_job_waits_for_nobody() {
        let (collector, sizes) = doubling(&Workers::start(1).unwrap());
        for job in 0..3 {
            assert_eq!(collector.done(job).await.unwrap(), 2 * job);
        }
        assert_eq!(*sizes.lock().unwrap(), [1, 1, 1]);
    }

    #[tokio::test]
    async fn what_waits_is_done_together_up_to_the_bound() {
        let workers = Workers::start(1).unwrap();
        let (collector, sizes) = doubling(&workers);
        let turn = workers.turns.clone().acquire_owned().await.unwrap();
        let jobs = join_all((100..300).map(|job| collector.done(job)));
        let (outcomes, ()) = tokio::join!(jobs, async {
            tokio::task::yield_now().await;
            drop(turn);
        });
        let outcomes: Vec<u32> = outcomes.into_iter().map(Result::unwrap).collect();
        assert!(outcomes.into_iter().eq((100..300).map(|job| 2 * job)));
        assert_eq!(*sizes.lock().unwrap(), [128, 72]);
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_keeps_what_waits() {
        let workers = Workers::start(1).unwrap();
        let (collector, _) = doubling(&workers);
        let turn = workers.turns.clone().acquire_owned().await.unwrap();
        let first = collector.done(100);
        let others = async {
            // The collector takes the first one out of the queue, and waits for its turn.
            tokio::task::yield_now().await;
            let others = join_all((0..QUEUE + 10).map(|_| collector.done(7)));
            tokio::join!(others, async { drop(turn) }).0
        };
        let (first, others) = tokio::join!(first, others);
        assert_eq!(first.unwrap(), 200);
        assert_eq!(others.iter().filter(|outcome| outcome.is_err()).count(), 10);
        assert_eq!(
            others.iter().filter(|outcome| matches!(outcome, Ok(14))).count(),
            QUEUE
        );
    }

    #[tokio::test]
    async fn who_has_gone_costs_nothing() {
        let workers = Workers::start(1).unwrap();
        let (collector, sizes) = doubling(&workers);
        let turn = workers.turns.clone().acquire_owned().await.unwrap();
        tokio::select! {
            biased;
            _ = collector.done(13) => panic!("it was not its turn"),
            () = tokio::task::yield_now() => {}
        }
        drop(turn);
        assert_eq!(collector.done(4).await.unwrap(), 8);
        assert_eq!(*sizes.lock().unwrap(), [1]);
    }

    #[tokio::test]
    async fn a_panic_ends_its_batch_and_nothing_else() {
        let (collector, _) = doubling(&Workers::start(1).unwrap());
        collector.done(13).await.unwrap_err();
        assert_eq!(collector.done(4).await.unwrap(), 8);
    }

    #[tokio::test]
    async fn a_burst_in_one_does_not_keep_another_waiting() {
        let workers = Workers::start(1).unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let collector = |name: &'static str| {
            let order = order.clone();
            Collector::start(workers.clone(), move |jobs: Vec<u32>| {
                order.lock().unwrap().push(name);
                jobs
            })
        };
        let (busy, idle) = (collector("busy"), collector("idle"));
        let turn = workers.turns.clone().acquire_owned().await.unwrap();
        let burst = join_all((0..1_000).map(|job| busy.done(job)));
        let lone = async {
            tokio::task::yield_now().await;
            idle.done(1).await.unwrap();
        };
        tokio::join!(burst, lone, async {
            // Until both collectors wait for their turn.
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            drop(turn);
        });
        let place = order.lock().unwrap().iter().position(|who| *who == "idle");
        assert!(place.unwrap() <= 2, "{place:?}");
    }
}
