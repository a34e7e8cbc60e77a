//! What the registrar's tool reads, keeps and writes; the program itself is `election-registrar`.
//!
//! - [`identity`]: the registrar's key file
//! - [`vault`]: encryption of what only the registrar may read
//! - [`voters`]: the list of voters
//! - [`store`]: voters, codes and what became of them, in a database (all SQL)
//! - [`roll`]: the signed public roll, in a file
//! - [`mailing`]: codes as a file for whoever hands them out
//! - [`letter`]: codes as letters
//! - [`mail`]: codes by e-mail, and what comes back
//! - [`texts`]: the words of letters and e-mails

pub mod identity;
pub mod letter;
pub mod mail;
pub mod mailing;
pub mod roll;
pub mod store;
pub mod texts;
pub mod vault;
pub mod voters;
