//! PostgreSQL servers with a board's database.

use crate::programs::program;
use postgres_cluster::Cluster;
use std::process::Command;

/// The database's name.
pub const DATABASE: &str = "board";

/// A database server with a board's database.
///
/// # Panics
/// If it cannot be prepared.
pub fn database() -> Cluster {
    let cluster = Cluster::start();
    cluster.database(DATABASE);
    let output = Command::new(program("bulletin-board"))
        .args(["migrate", "--database-url", &cluster.owner_url(DATABASE)])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.is_empty());
    cluster
}
