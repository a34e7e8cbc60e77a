//! Debian's packages.

use crate::{failure::Failure, place, process, say};
use anyhow::Result;
use std::{fs, process::Command};

/// Whether this is Debian or a child of it, and this process may install packages.
pub(crate) fn can_install() -> bool {
    is_debian() && rustix::process::geteuid().is_root()
}

/// Whether packages come by apt here.
pub(crate) fn is_debian() -> bool {
    place::on_path(&["apt-get"]).is_some()
        && fs::read_to_string("/etc/os-release").is_ok_and(|text| {
            text.lines().any(|line| {
                (line.starts_with("ID=") || line.starts_with("ID_LIKE=")) && line.contains("debian")
            })
        })
}

/// Installs packages, saying why.
///
/// # Errors
/// If this process may not, or apt fails; with the command to type.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if !can_install() {
        let prefix = if is_debian() {
            "sudo apt-get install"
        } else {
            "install with your system's packages:"
        };
        return Err(Failure::unable(format!("missing: {list}, needed {why}"))
            .hint(format!("{prefix} {list}"))
            .into());
    }
    say::note(format_args!("set-up: installing {list} with apt-get, {why}"));
    // A fresh machine has no package lists, an old one outdated lists. Without the network the packages may still be
    // in apt's cache.
    if let Err(error) = process::run(Command::new("apt-get").args(["-q", "update"])) {
        say::note(format_args!(
            "set-up: {error}; going on with the package lists that there are"
        ));
    }
    process::run(&mut install_command(packages)).map_err(|error| {
        Failure::unable(format!("apt-get cannot install {list}, needed {why}: {error}"))
            .hint(format!(
                "look at apt's messages above, then `apt-get install {list}` by hand"
            ))
            .into()
    })
}

fn install_command(packages: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-q", "install", "-y", "--no-install-recommends"])
        .args(packages);
    command
}
