//! The pages of everybody else.

fn main() {
    voter_app::public();
}
