//! Numbers about the board's work, for Prometheus. Labels are routes, reasons and election ids, which are public; nothing
//! that tells voters apart.

use crate::standing::Standing;
use axum::http::{Method, StatusCode};
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::Kind;
use std::time::Duration;

/// Seconds, for times of work on a line up to a slow request.
const TIMES: [f64; 14] = [
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 30.0,
];

const LINES: &str = "ostrakon_lines_appended_total";
const COMMIT: &str = "ostrakon_commit_seconds";
const COMMIT_FAILURES: &str = "ostrakon_commit_failures_total";
const VERIFICATION: &str = "ostrakon_verification_seconds";
const VERIFIED: &str = "ostrakon_lines_verified_total";
const REFUSALS: &str = "ostrakon_refusals_total";
const REQUESTS: &str = "ostrakon_requests_total";
const REQUEST: &str = "ostrakon_request_seconds";
const CONNECTIONS: &str = "ostrakon_connections";
const CONNECTIONS_REFUSED: &str = "ostrakon_connections_refused_total";
const QUEUE: &str = "ostrakon_queue_lines";
const LOG: &str = "ostrakon_log_lines";
const CHECKPOINT: &str = "ostrakon_checkpoint_lines";
const CHECKPOINT_AGE: &str = "ostrakon_checkpoint_age_seconds";
const CHECKPOINT_BEHIND: &str = "ostrakon_checkpoint_behind_seconds";
const WITNESSED: &str = "ostrakon_witnessed_checkpoint_lines";
const WITNESSED_BEHIND: &str = "ostrakon_witnessed_checkpoint_behind_seconds";
const COSIGNED: &str = "ostrakon_witness_cosigned_lines";
const COSIGNATURE_AGE: &str = "ostrakon_witness_cosignature_age_seconds";
const DISK: &str = "ostrakon_disk_free_bytes";

/// Starts to keep the numbers of this process.
pub(crate) fn start() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(&TIMES)?.install_recorder()?;
    describe_counter!(LINES, "Lines appended, by election and kind");
    describe_histogram!(
        COMMIT,
        Unit::Seconds,
        "Time of a commit, whatever number of lines it has"
    );
    describe_counter!(COMMIT_FAILURES, "Commits that failed");
    describe_histogram!(
        VERIFICATION,
        Unit::Seconds,
        "Time to check voters' lines that came together"
    );
    describe_counter!(VERIFIED, "Voters' lines whose proofs were checked");
    describe_counter!(REFUSALS, "Requests refused, by reason and violated check");
    describe_counter!(REQUESTS, "Requests answered, by route, method and status");
    describe_histogram!(REQUEST, Unit::Seconds, "Time to an answer's first byte, by route");
    describe_gauge!(CONNECTIONS, "Open connections");
    describe_counter!(CONNECTIONS_REFUSED, "Connections refused for being too many");
    describe_gauge!(QUEUE, "Lines waiting for their place, by election");
    describe_gauge!(LOG, "Lines of the log, by election");
    describe_gauge!(CHECKPOINT, "Lines that the newest checkpoint covers, by election");
    describe_gauge!(
        CHECKPOINT_AGE,
        Unit::Seconds,
        "Since the newest checkpoint was published, or read at start, by election"
    );
    describe_gauge!(
        CHECKPOINT_BEHIND,
        Unit::Seconds,
        "How long the oldest line waits that no checkpoint covers, by election"
    );
    describe_gauge!(
        WITNESSED,
        "Lines that the newest checkpoint with the quorum of witnesses covers, by election"
    );
    describe_gauge!(
        WITNESSED_BEHIND,
        Unit::Seconds,
        "How long the oldest line waits that no checkpoint with the quorum covers, by election"
    );
    describe_gauge!(
        COSIGNED,
        "Lines of the checkpoint that a witness cosigned last, 0 if none is known, by election and witness"
    );
    describe_gauge!(
        COSIGNATURE_AGE,
        Unit::Seconds,
        "Age of a witness's last cosignature by the time in it, by election and witness"
    );
    describe_gauge!(DISK, Unit::Bytes, "Free space for the data folder");
    Ok(handle)
}

/// A line has its place.
pub(crate) fn appended(election: &Hash, kind: Kind) {
    counter!(LINES, "election" => election.to_string(), "kind" => kind.to_string()).increment(1);
}

/// A transaction is over.
pub(crate) fn committed(time: Duration, succeeded: bool) {
    if succeeded {
        histogram!(COMMIT).record(time);
    } else {
        counter!(COMMIT_FAILURES).increment(1);
    }
}

/// Voters' lines were checked together.
pub(crate) fn verified(lines: usize, time: Duration) {
    counter!(VERIFIED).increment(u64::try_from(lines).unwrap_or(u64::MAX));
    histogram!(VERIFICATION).record(time);
}

/// A request was refused.
pub(crate) fn refused(reason: &'static str, check: Option<&str>) {
    counter!(REFUSALS, "reason" => reason, "check" => check.unwrap_or_default().to_owned()).increment(1);
}

/// A request was answered. `route` has the names of its parts in the place of the parts.
pub(crate) fn answered(route: &str, method: &Method, status: StatusCode, time: Duration) {
    let method = match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        // Whoever invents methods makes no new series.
        _ => "other",
    };
    let status = status.as_u16().to_string();
    counter!(REQUESTS, "route" => route.to_owned(), "method" => method, "status" => status).increment(1);
    histogram!(REQUEST, "route" => route.to_owned()).record(time);
}

/// How many connections are open.
pub(crate) fn connections(open: usize) {
    gauge!(CONNECTIONS).set(u32::try_from(open).unwrap_or(u32::MAX));
}

/// A connection was refused.
pub(crate) fn connection_refused() {
    counter!(CONNECTIONS_REFUSED).increment(1);
}

/// How far a log is, and how many lines wait.
pub(crate) fn election(election: &Hash, entries: u64, waiting: usize) {
    let id = election.to_string();
    gauge!(LOG, "election" => id.clone()).set(u32::try_from(entries).unwrap_or(u32::MAX));
    gauge!(QUEUE, "election" => id).set(u32::try_from(waiting).unwrap_or(u32::MAX));
}

/// How far checkpoints and witnesses are. `time` is the clock's, since the epoch.
pub(crate) fn standing(election: &Hash, standing: &Standing, time: Duration) {
    let id = election.to_string();
    let lines = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    gauge!(CHECKPOINT, "election" => id.clone()).set(lines(standing.newest.lines));
    gauge!(CHECKPOINT_BEHIND, "election" => id.clone()).set(standing.newest.behind);
    if let Some(age) = standing.age {
        gauge!(CHECKPOINT_AGE, "election" => id.clone()).set(age);
    }
    gauge!(WITNESSED, "election" => id.clone()).set(lines(standing.witnessed.lines));
    gauge!(WITNESSED_BEHIND, "election" => id.clone()).set(standing.witnessed.behind);
    for (witness, cosigned) in &standing.witnesses {
        let known = cosigned.map_or(0, |cosigned| cosigned.lines);
        gauge!(COSIGNED, "election" => id.clone(), "witness" => witness.clone()).set(lines(known));
        if let Some(cosigned) = cosigned {
            let age = time.saturating_sub(Duration::from_secs(cosigned.time));
            gauge!(COSIGNATURE_AGE, "election" => id.clone(), "witness" => witness.clone()).set(age);
        }
    }
}

/// How much space is left.
pub(crate) fn disk_free(bytes: u64) {
    // A gauge is a floating-point number: exact to the kibibyte is enough.
    let kibibytes = u32::try_from(bytes >> 10).unwrap_or(u32::MAX);
    gauge!(DISK).set(f64::from(kibibytes) * 1_024.0);
}
