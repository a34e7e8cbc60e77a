//! Ctrl-C: the first ends the work in good order, the second at once.

use crate::{Failure, output};
use std::{
    pin::pin,
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};
use tokio::{runtime, signal, sync::Notify};

/// Exit code of a program that was interrupted, as shells give it.
pub(crate) const INTERRUPTED: u8 = 130;

/// Whether somebody has pressed Ctrl-C.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<State>);

#[derive(Debug, Default)]
struct State {
    pressed: AtomicBool,
    notify: Notify,
}

impl Interrupt {
    /// From now on Ctrl-C does not end the program by itself.
    pub(crate) fn watch() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| {
            Failure::unknown(
                format!("signals cannot be watched: {error}"),
                "is this machine out of resources?",
            )
        };
        let interrupt = Self::default();
        let watched = interrupt.clone();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let (ready, is_ready) = mpsc::channel();
        thread::Builder::new()
            .name("interrupt".to_owned())
            .spawn(move || runtime.block_on(watched.serve(&ready)))
            .map_err(failed)?;
        // If the thread has ended, signals do what they always do.
        let _ = is_ready.recv();
        Ok(interrupt)
    }

    async fn serve(self, ready: &mpsc::Sender<()>) {
        let mut first = pin!(signal::ctrl_c());
        // The first look at it is what takes the signal over.
        let pressed = tokio::select! {
            biased;
            pressed = &mut first => pressed,
            () = async { let _ = ready.send(()); } => first.await,
        };
        if pressed.is_err() {
            return;
        }
        self.0.pressed.store(true, Ordering::Relaxed);
        self.0.notify.notify_one();
        output::note("stopping after the lines at hand; press Ctrl-C again to stop at once");
        if signal::ctrl_c().await.is_ok() {
            process::exit(i32::from(INTERRUPTED));
        }
    }

    pub(crate) fn pressed(&self) -> bool {
        self.0.pressed.load(Ordering::Relaxed)
    }

    /// Waits for it.
    pub(crate) async fn wait(&self) {
        if !self.pressed() {
            self.0.notify.notified().await;
        }
    }
}
