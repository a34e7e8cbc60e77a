//! The pages of those who come to vote.

fn main() {
    voter_app::page();
}
