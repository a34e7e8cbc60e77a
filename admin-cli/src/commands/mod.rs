//! One file for each command.

pub(crate) mod abort;
pub(crate) mod close;
pub(crate) mod new;
pub(crate) mod open;
pub(crate) mod refresh;
pub(crate) mod restart_keys;
pub(crate) mod result;
pub(crate) mod status;
