//! `bulletin-board doctor`, as a program reads it.

use crate::programs::program;
use serde_json::Value;
use std::{path::Path, process::Command};

/// Exit code, and each check's report by its name.
///
/// # Panics
/// If it says anything else.
#[must_use]
pub fn examine(data: &Path, more: &[&str]) -> (i32, Value) {
    let output = Command::new(program("bulletin-board"))
        .args(["doctor", "--json", "--data-dir"])
        .arg(data)
        .args(more)
        .env("OSTRAKON_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let reports: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let by_check = reports
        .into_iter()
        .map(|report| (report["check"].as_str().unwrap().to_owned(), report));
    (output.status.code().unwrap(), Value::Object(by_check.collect()))
}
