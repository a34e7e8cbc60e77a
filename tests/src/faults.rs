//! Faults: processes that die at a step, disks that refuse, networks that swallow.

use crate::{board, programs::board_with_failpoints};
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use std::{
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// The command that starts a board with these fail points, such as `append-head=return`, which ends it at that step.
#[must_use]
pub fn board_with(failpoints: &str, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = board::command_of(board_with_failpoints(), folder, arguments);
    command.env("FAILPOINTS", failpoints);
    command
}

/// The same command, deaf to the signal that tells a process that a file may not grow any more: it gets an error instead,
/// as it does from a disk.
#[must_use]
pub fn with_bare_disk(command: &Command) -> Command {
    let mut shell = Command::new("bash");
    shell.args(["-c", "trap '' XFSZ; exec \"$@\"", "board"]);
    shell.arg(command.get_program()).args(command.get_args());
    shell
}

/// Lets every file of a process of [`with_bare_disk`] have so many bytes at most: none, and to the process its disk is
/// read-only from now on. No limit, and it is well again.
///
/// # Panics
/// If the process is not ours.
pub fn limit_files(process: Pid, bytes: Option<u64>) {
    let limit = Rlimit {
        current: bytes,
        maximum: getrlimit(Resource::Fsize).maximum,
    };
    prlimit(Some(process), Resource::Fsize, limit).unwrap();
}

/// What a [`Proxy`] does when a server says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// Cuts that connection; what the server said does not arrive.
    Cut,
    /// Lets nothing through on any connection, in either direction, without closing one: as if the machine had vanished.
    Freeze,
}

/// Between a client and a server.
pub struct Proxy {
    port: u16,
    wires: Wires,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Client,
    Server,
}

/// Words of a server, and what happens when it says them.
type Armed = Option<(&'static [u8], Trap)>;

#[derive(Clone)]
struct Wires {
    trap: Arc<Mutex<Armed>>,
    frozen: watch::Sender<bool>,
    sprung: Arc<AtomicBool>,
}

impl Proxy {
    /// Listens on a free port and passes everything on to the one that the address of a database names.
    ///
    /// # Panics
    /// If the address names none.
    pub async fn to(url: &str) -> Self {
        let server = port_of(url);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let wires = Wires {
            trap: Arc::default(),
            frozen: watch::Sender::new(false),
            sprung: Arc::default(),
        };
        let shared = wires.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let wires = shared.clone();
                tokio::spawn(async move {
                    if let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await {
                        wires.connect(client, server).await;
                    }
                });
            }
        });
        Self { port, wires }
    }

    /// The address of the database behind it.
    ///
    /// # Panics
    /// If the address names no port.
    #[must_use]
    pub fn url(&self, url: &str) -> String {
        url.replacen(&port_of(url).to_string(), &self.port.to_string(), 1)
    }

    /// Waits for the server to say this, once.
    ///
    /// # Panics
    /// If a connection has panicked.
    pub fn set(&self, words: &'static [u8], trap: Trap) {
        self.wires.sprung.store(false, Ordering::SeqCst);
        *self.wires.trap.lock().unwrap() = Some((words, trap));
    }

    /// Whether that has happened.
    #[must_use]
    pub fn is_sprung(&self) -> bool {
        self.wires.sprung.load(Ordering::SeqCst)
    }

    /// Lets everything through again.
    pub fn thaw(&self) {
        self.wires.frozen.send_replace(false);
    }
}

fn port_of(url: &str) -> u16 {
    let (_, rest) = url.rsplit_once(':').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

impl Wires {
    async fn connect(self, client: TcpStream, server: TcpStream) {
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        // As soon as one way is over, both are.
        tokio::select! {
            () = self.pass(Speaker::Client, from_client, to_server) => {}
            () = self.pass(Speaker::Server, from_server, to_client) => {}
        }
    }

    async fn pass(&self, speaker: Speaker, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let mut frozen = self.frozen.subscribe();
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length @ 1..) = from.read(&mut buffer).await {
            let said = &buffer[..length];
            if speaker == Speaker::Server && self.springs(said) == Some(Trap::Cut) {
                return;
            }
            if frozen.wait_for(|frozen| !frozen).await.is_err() || to.write_all(said).await.is_err() {
                return;
            }
        }
    }

    fn springs(&self, said: &[u8]) -> Option<Trap> {
        let mut armed = self.trap.lock().unwrap();
        let (_, trap) =
            armed.take_if(|(words, _)| said.windows(words.len()).any(|window| window == *words))?;
        if trap == Trap::Freeze {
            self.frozen.send_replace(true);
        }
        self.sprung.store(true, Ordering::SeqCst);
        Some(trap)
    }
}
