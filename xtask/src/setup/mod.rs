//! What must be on the machine besides Rust: each need is detected, installed if it can be, and said.
//!
//! - `aiosmtpd`: Python with aiosmtpd
//! - `apt`: Debian's packages
//! - `aics`: Python with aics-tlog
//! - `wasm`: a compiler for WebAssembly
//! - `chromium`: the browser of the browser test
//! - `kubernetes`: Python with Kubernetes' schemas
//! - `node`: node.js and the packages of the browser test
//! - `deny`: cargo-deny
//! - `go`: Go with its packages of transparency logs
//! - `parallel`: GNU parallel
//! - `postgres`: PostgreSQL's programs
//! - `python`: Python alone
//! - `schemathesis`: Python with schemathesis
//! - `slurm`: Slurm with munge
//! - `spark`: Python with pyspark, and Java
//! - `sympy`: Python with sympy
//! - `venv`: Python environments of the cache

pub(crate) mod aics;
pub(crate) mod aiosmtpd;
pub(crate) mod apt;
pub(crate) mod chromium;
pub(crate) mod deny;
pub(crate) mod go;
pub(crate) mod kubernetes;
pub(crate) mod node;
pub(crate) mod parallel;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod schemathesis;
pub(crate) mod slurm;
pub(crate) mod spark;
pub(crate) mod sympy;
mod venv;
pub(crate) mod wasm;

use crate::say;
use anyhow::Result;

/// Installs everything, and lists it.
///
/// # Errors
/// If something is missing and cannot be installed; the error names the package and the remedy.
pub(crate) fn all() -> Result<()> {
    let compiler = wasm::ensure()?;
    say::data(format_args!("WebAssembly compiler  {compiler}"));
    say::data(format_args!(
        "Chromium              {}",
        chromium::ensure()?.display()
    ));
    say::data(format_args!("node.js               {}", node::ensure()?));
    say::data(format_args!(
        "PostgreSQL            {}",
        postgres::ensure()?.display()
    ));
    say::data(format_args!(
        "cargo-deny            {}",
        deny::ensure()?.display()
    ));
    say::data(format_args!(
        "Python with sympy     {}",
        sympy::ensure()?.display()
    ));
    say::data(format_args!("Go                    {}", go::ensure()?.display()));
    say::data(format_args!(
        "Python with aics-tlog {}",
        aics::ensure()?.display()
    ));
    say::data(format_args!(
        "Python: schemathesis  {}",
        schemathesis::ensure()?.display()
    ));
    say::data(format_args!(
        "Python with aiosmtpd  {}",
        aiosmtpd::ensure()?.display()
    ));
    say::data(format_args!(
        "Python                {}",
        python::ensure()?.display()
    ));
    Ok(())
}
