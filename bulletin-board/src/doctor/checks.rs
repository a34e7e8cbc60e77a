//! What is looked at. A new check is a function and an entry of one of the tables.

use super::{Finding, logs::Log, postgres, witnesses};
use crate::{
    backup::{self, DATABASE},
    config::ServeConfig,
    connections, disk,
    identity::{self, Identity},
    routes::pages,
    store::file,
};
use futures_util::future::BoxFuture;
use rustix::process::{Resource, geteuid, getrlimit};
use std::{
    fs::{self, File, TryLockError},
    io,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    process::Command,
    time::SystemTime,
};
use tokio::net::TcpListener;

/// Something to look at.
pub(super) struct Check {
    pub(super) name: &'static str,
    pub(super) look: for<'a> fn(&'a ServeConfig) -> BoxFuture<'a, Finding>,
}

/// What is looked at, in the order in which it is told.
pub(super) fn checks(config: &ServeConfig) -> impl Iterator<Item = &'static Check> {
    let database = if config.database_urls.is_empty() {
        FILE
    } else {
        SERVER
    };
    FOLDER.iter().chain(database).chain(LOGS)
}

const FOLDER: &[Check] = &[
    Check {
        name: "settings",
        look: |config| Box::pin(async move { settings(config) }),
    },
    Check {
        name: "data folder",
        look: |config| Box::pin(async move { folder(config) }),
    },
    Check {
        name: "keys",
        look: |config| Box::pin(async move { keys(config) }),
    },
    Check {
        name: "restoration",
        look: |config| Box::pin(async move { restoration(config) }),
    },
    Check {
        name: "disk",
        look: |config| Box::pin(async move { space(config) }),
    },
];

/// Of the embedded database.
const FILE: &[Check] = &[Check {
    name: "database",
    look: |config| Box::pin(database(config)),
}];

/// Of a database server.
const SERVER: &[Check] = &[
    Check {
        name: "database",
        look: |config| Box::pin(postgres::server(config)),
    },
    Check {
        name: "durability",
        look: |config| Box::pin(postgres::settings(config)),
    },
    Check {
        name: "rights",
        look: |config| Box::pin(postgres::rights(config)),
    },
];

const LOGS: &[Check] = &[
    Check {
        name: "logs",
        look: |config| Box::pin(logs(config)),
    },
    Check {
        name: "witnesses",
        look: |config| Box::pin(witnesses::look(config)),
    },
    Check {
        name: "clock",
        look: |config| Box::pin(async move { clock(config) }),
    },
    Check {
        name: "files",
        look: |config| Box::pin(async move { open_files(config) }),
    },
    Check {
        name: "address",
        look: |config| Box::pin(address(config)),
    },
];

/// Space under which a warning is due: an election of a town has room.
const COMFORT: u64 = 1 << 30;
/// Files that a board opens besides its connections.
const OWN_FILES: u64 = 64;

pub(super) fn fine(detail: impl Into<String>) -> Finding {
    let detail = detail.into();
    Finding::Fine { detail }
}

pub(super) fn warning(detail: impl Into<String>, hint: &'static str) -> Finding {
    let detail = detail.into();
    Finding::Warning { detail, hint }
}

pub(super) fn wrong(detail: impl Into<String>, hint: &'static str) -> Finding {
    let detail = detail.into();
    Finding::Wrong { detail, hint }
}

pub(super) fn unknown(detail: impl Into<String>, hint: &'static str) -> Finding {
    let detail = detail.into();
    Finding::Unknown { detail, hint }
}

fn settings(config: &ServeConfig) -> Finding {
    if let Some(web) = &config.web
        && !pages::has_pages(web)
    {
        let detail = format!("{} holds no voters' pages", web.display());
        return wrong(detail, "`cargo xtask web` builds them");
    }
    match connections::tls(config) {
        Err(error) => wrong(
            format!("{error:#}"),
            "give a certificate chain and its key as PEM files",
        ),
        Ok(Some(_)) => fine("TLS by the board"),
        Ok(None) if config.listen.ip().is_loopback() => {
            fine("no TLS, for this machine or a proxy on it only")
        }
        Ok(None) => warning(
            format!("{} is open to others without TLS", config.listen),
            "set tls-cert and tls-key, or let a proxy speak TLS and be the only one who reaches the board",
        ),
    }
}

fn folder(config: &ServeConfig) -> Finding {
    let shown = config.data_dir.display();
    let about = match fs::metadata(&config.data_dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return fine(format!("{shown} does not exist yet: the first start makes it"));
        }
        Err(error) => {
            return unknown(
                format!("{shown}: {error}"),
                "run this as the owner of the data folder",
            );
        }
        Ok(about) => about,
    };
    if !about.is_dir() {
        return wrong(format!("{shown} is no folder"), "name the board's data folder");
    }
    if about.uid() != geteuid().as_raw() {
        return wrong(
            format!(
                "{shown} belongs to user {}, not to the one who runs this",
                about.uid()
            ),
            "run the board and its doctor as the owner of the data folder",
        );
    }
    if about.permissions().mode() & 0o022 != 0 {
        return wrong(
            format!("others may write to {shown}"),
            "chmod go-w on the data folder",
        );
    }
    fine(format!("{shown} is writable for its owner only"))
}

fn keys(config: &ServeConfig) -> Finding {
    let data = &config.data_dir;
    let missing: Vec<&str> = identity::FILES
        .into_iter()
        .filter(|name| !data.join(name).exists())
        .collect();
    if missing.len() == identity::FILES.len() && !data.join(DATABASE).exists() {
        return fine("not made yet: the first start makes them");
    }
    if !missing.is_empty() {
        return wrong(
            format!("missing: {}", missing.join(", ")),
            "restore board.key from a copy: no other key can sign for its logs; admin.token is made anew by a start",
        );
    }
    for name in identity::FILES {
        match fs::metadata(data.join(name)) {
            Err(error) => {
                return unknown(
                    format!("{name}: {error}"),
                    "run this as the owner of the data folder",
                );
            }
            Ok(about) if about.permissions().mode() & 0o077 != 0 => {
                return wrong(
                    format!("others may read {name}"),
                    "chmod 600 on it; if others had access, treat it as known",
                );
            }
            Ok(_) => {}
        }
    }
    match Identity::open(data, &config.name) {
        Ok(_) => fine("whole, and readable for their owner only"),
        Err(error) => wrong(format!("{error:#}"), "restore it from a copy"),
    }
}

fn restoration(config: &ServeConfig) -> Finding {
    match backup::is_unconfirmed(&config.data_dir) {
        Ok(false) => fine("no restored backup waits to be resumed"),
        Ok(true) => wrong(
            "restored from a backup: the board takes no lines",
            "`bulletin-board resume --help` says how to go on",
        ),
        Err(error) => unknown(error.to_string(), "run this as the owner of the data folder"),
    }
}

fn space(config: &ServeConfig) -> Finding {
    let existing = config.data_dir.ancestors().find(|folder| folder.exists());
    let free = existing.map_or_else(|| disk::free(".".as_ref()), disk::free);
    match free {
        Err(error) => unknown(error.to_string(), "look at the disk of the data folder"),
        Ok(bytes) => {
            let detail = format!("{} MiB free", bytes >> 20);
            if bytes < disk::FLOOR {
                wrong(detail, "make room: with so little space the board takes no lines")
            } else if bytes < COMFORT {
                warning(
                    detail,
                    "a ballot takes a few kilobytes: is there room for all of them?",
                )
            } else {
                fine(detail)
            }
        }
    }
}

async fn database(config: &ServeConfig) -> Finding {
    let path = config.data_dir.join(DATABASE);
    if !path.exists() {
        return fine("not made yet: the first start makes it");
    }
    let state = match file::inspect(&path).await {
        Err(error) => return wrong(error.to_string(), "restore a backup, or observers' copies"),
        Ok(state) => state,
    };
    if state.integrity != "ok" {
        return wrong(
            state.integrity,
            "stop the board, and restore a backup and observers' copies",
        );
    }
    if !state.unguarded.is_empty() {
        return wrong(
            format!("without the triggers {}", state.unguarded.join(", ")),
            "somebody changed the database: compare its logs with observers' copies",
        );
    }
    if state.journal_mode != "wal" {
        let detail = format!("journal mode {}", state.journal_mode);
        return warning(detail, "the next start sets it to `wal`");
    }
    fine("whole, write-ahead, append-only")
}

async fn logs(config: &ServeConfig) -> Finding {
    if !config.data_dir.join(identity::FILES[0]).exists() {
        return fine("none that this folder could sign for: it has no board.key");
    }
    let key = match Identity::open(&config.data_dir, &config.name) {
        Ok(identity) => identity.key.verifying_key(),
        Err(error) => return unknown(format!("{error:#}"), "see to the keys first"),
    };
    let logs = match super::logs::read(config).await {
        Ok(logs) => logs,
        Err(finding) => return finding,
    };
    for Log { election, .. } in &logs {
        let log = &election.manifest().log;
        if log.key != key {
            let detail = format!("board.key is not the key that election {} names", election.id());
            return wrong(detail, "restore the board.key of this data folder from a copy");
        }
        if log
            .origin
            .rsplit_once('/')
            .is_none_or(|(name, _)| name != config.name)
        {
            return warning(
                format!(
                    "election {} is of {}, and the board's name is {}",
                    election.id(),
                    log.origin,
                    config.name
                ),
                "set the name that the board had when the election was created",
            );
        }
    }
    fine(format!("{}, all under this key and name", logs.len()))
}

fn clock(config: &ServeConfig) -> Finding {
    let newest = [DATABASE, "board.sqlite-wal"]
        .iter()
        .filter_map(|name| fs::metadata(config.data_dir.join(name)).ok()?.modified().ok())
        .max();
    #[expect(clippy::disallowed_methods, reason = "the clock itself is looked at")]
    let now = SystemTime::now();
    if newest.is_some_and(|newest| newest > now) {
        return wrong(
            "the clock is before the database's last change",
            "set the clock, and let the system keep it by NTP",
        );
    }
    let asked = Command::new("timedatectl")
        .args(["show", "--property=NTPSynchronized", "--value"])
        .output();
    match asked {
        Ok(output) if output.stdout.starts_with(b"yes") => fine("kept by NTP"),
        Ok(output) if output.stdout.starts_with(b"no") => warning(
            "not kept by NTP",
            "let the system keep it: `timedatectl set-ntp true`",
        ),
        _ => warning(
            "after the database's last change; nothing here tells whether NTP keeps it",
            "make sure that something does",
        ),
    }
}

fn open_files(config: &ServeConfig) -> Finding {
    let needed = u64::try_from(config.max_connections)
        .unwrap_or(u64::MAX)
        .saturating_add(OWN_FILES);
    match getrlimit(Resource::Nofile).current {
        Some(allowed) if allowed < needed => warning(
            format!(
                "{allowed} may be open, {} connections are",
                config.max_connections
            ),
            "raise the limit (`ulimit -n`, or LimitNOFILE of systemd), or lower max-connections",
        ),
        allowed => {
            let allowed = allowed.map_or_else(|| "any number".to_owned(), |allowed| allowed.to_string());
            fine(format!("{allowed} may be open"))
        }
    }
}

async fn address(config: &ServeConfig) -> Finding {
    let serving = File::open(config.data_dir.join("lock"))
        .is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)));
    if serving {
        return fine("a board is serving this folder");
    }
    match TcpListener::bind(config.listen).await {
        Ok(_) => fine(format!("{} is free", config.listen)),
        Err(error) => wrong(
            format!("{}: {error}", config.listen),
            "is another server running there, or may only the superuser listen there?",
        ),
    }
}
