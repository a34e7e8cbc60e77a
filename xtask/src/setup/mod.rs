//! What must be on the machine besides Rust: each need is detected, installed if it can be, and said.
//!
//! - `apt`: Debian's packages
//! - `wasm`: a compiler for WebAssembly
//! - `chromium`: the browser of the browser test
//! - `node`: node.js and the packages of the browser test
//! - `deny`: cargo-deny
//! - `sympy`: Python with sympy

pub(crate) mod apt;
pub(crate) mod chromium;
pub(crate) mod deny;
pub(crate) mod node;
pub(crate) mod sympy;
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
        "cargo-deny            {}",
        deny::ensure()?.display()
    ));
    say::data(format_args!(
        "Python with sympy     {}",
        sympy::ensure()?.display()
    ));
    Ok(())
}
