//! One file for each command.

pub(crate) mod bounces;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod join;
pub(crate) mod letters;
pub(crate) mod mail;
pub(crate) mod post;
pub(crate) mod reissue;
pub(crate) mod roll;
pub(crate) mod status;
