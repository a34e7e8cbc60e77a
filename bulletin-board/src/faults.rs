//! Steps at which a test may end the program without warning. Only a build with the feature `failpoints` has them, and no
//! release does: there the environment variable `FAILPOINTS` names the step, such as `append-head=return` for its first
//! time or `append-head=3*off->return` for its fourth (crate `fail`).

#[cfg(all(feature = "failpoints", not(debug_assertions)))]
compile_error!("fail points are for tests: a release must not have them");

/// Marks a step: between it and the next one the program may die.
macro_rules! step {
    ($name:literal) => {
        fail::fail_point!($name, crate::faults::killed)
    };
}
pub(crate) use step;

/// Ends the program as `kill -9` does: nothing is finished, nobody is told.
#[cfg(feature = "failpoints")]
pub(crate) fn killed<T>(_: Option<String>) -> T {
    use rustix::process::{Signal, getpid, kill_process};
    loop {
        // Nobody forbids a process to end itself.
        let _ = kill_process(getpid(), Signal::KILL);
        std::thread::park();
    }
}
