//! The worker of both.

fn main() {
    voter_app::worker();
}
