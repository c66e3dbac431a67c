//! Mounts the page, nothing else.

fn main() {
    cluster_composer::app::run();
}
