//! Links, readable and compact ones.

#![no_main]

use cluster_composer::share::from_fragment;
use cluster_composer_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(document) = from_fragment(text) {
        check(&document.redacted());
    }
});
