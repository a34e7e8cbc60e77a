//! Codes by e-mail.
//!
//! - [`config`]: server, sender, pace
//! - [`message`]: what a voter gets
//! - [`session`]: a connection to the mail server
//! - [`bounces`]: what comes back

pub mod bounces;
pub mod config;
pub mod message;
pub mod session;
